package io.leadloop.feedback;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a provider's events: after all that were committed up to there. Opaque to providers.
 *
 * @param transaction PostgreSQL's number of the transaction that stored the event
 * @param position the event's own number within that order
 */
public record EventCursor(long transaction, long position) {
  /** Before the first event. */
  public static final EventCursor START = new EventCursor(0, 0);

  private static final Pattern FORM = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

  /** The cursor in that text, if it is one. */
  public static Optional<EventCursor> parse(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(new EventCursor(Long.parseLong(form.group(1)), Long.parseLong(form.group(2))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return transaction + "-" + position;
  }
}
