package io.leadloop.access.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the audit as it is read by time. Opaque to clients.
 *
 * @param time to the microsecond, as it is stored
 * @param position the entry's own number among those of that time
 */
public record AuditPosition(Instant time, long position) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,16})-(\\d{1,18})");

  /** The position right after the entry. */
  public static AuditPosition of(AuditEntry entry) {
    return new AuditPosition(entry.time(), entry.cursor().position());
  }

  /** The position, if the text is well-formed. */
  public static Optional<AuditPosition> parse(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(
            new AuditPosition(
                Instant.EPOCH.plus(Long.parseLong(form.group(1)), ChronoUnit.MICROS),
                Long.parseLong(form.group(2))))
        : Optional.empty();
  }

  boolean isBefore(Instant other) {
    return time.isBefore(other);
  }

  @Override
  public String toString() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time) + "-" + position;
  }
}
