package io.leadloop.store;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A position in a table that is read in transaction order, so that rows committed late are not
 * missed. Opaque to clients.
 *
 * @param transaction id of the PostgreSQL transaction that stored the row
 * @param position the row's own number within that order
 */
public record CommitCursor(long transaction, long position) implements Comparable<CommitCursor> {
  /** Before the first row. */
  public static final CommitCursor START = new CommitCursor(0, 0);

  private static final Comparator<CommitCursor> ORDER =
      Comparator.comparingLong(CommitCursor::transaction).thenComparingLong(CommitCursor::position);

  private static final Pattern FORM = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

  /** The cursor, if the text is well-formed. */
  public static Optional<CommitCursor> parse(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(
            new CommitCursor(Long.parseLong(form.group(1)), Long.parseLong(form.group(2))))
        : Optional.empty();
  }

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
