package io.leadloop.access;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the audit: after that entry of that transaction. As text it is {@code
 * <transaction>-<position>}, and {@link #BEGINNING} is {@code 0-0}.
 */
public record AuditCursor(long transaction, long position) {
  /** Before the first entry. */
  public static final AuditCursor BEGINNING = new AuditCursor(0, 0);

  private static final Pattern TEXT = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

  /** Empty for what is no cursor. */
  public static Optional<AuditCursor> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new AuditCursor(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return transaction + "-" + position;
  }
}
