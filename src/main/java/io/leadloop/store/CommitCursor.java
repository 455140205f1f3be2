package io.leadloop.store;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a table that is read in the order of its transactions, so that nothing which is
 * committed late is missed: after all that were committed up to there. Opaque to whoever reads.
 *
 * @param transaction PostgreSQL's number of the transaction that stored the row
 * @param position the row's own number within that order
 */
public record CommitCursor(long transaction, long position) implements Comparable<CommitCursor> {
  /** Before the first row. */
  public static final CommitCursor START = new CommitCursor(0, 0);

  private static final Comparator<CommitCursor> ORDER =
      Comparator.comparingLong(CommitCursor::transaction).thenComparingLong(CommitCursor::position);

  private static final Pattern FORM = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

  /** The cursor in that text, if it is one. */
  public static Optional<CommitCursor> parse(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(
            new CommitCursor(Long.parseLong(form.group(1)), Long.parseLong(form.group(2))))
        : Optional.empty();
  }

  /** In the order in which the table is read. */
  @Override
  public int compareTo(CommitCursor other) {
    return ORDER.compare(this, other);
  }

  public boolean isAfter(CommitCursor other) {
    return compareTo(other) > 0;
  }

  @Override
  public String toString() {
    return transaction + "-" + position;
  }
}
