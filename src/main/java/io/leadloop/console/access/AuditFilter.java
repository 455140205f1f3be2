package io.leadloop.console.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leadloop.access.audit.AuditQuery;
import io.leadloop.admin.access.AuditParameters;
import java.net.URLEncoder;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestQuery;

/** What the page of the audit is asked for, as it is in its address; null or empty for any. */
public class AuditFilter {
  @RestQuery public String actor;
  @RestQuery public String action;
  @RestQuery public String subject;

  /** The first day. */
  @RestQuery public String from;

  /** The last day. */
  @RestQuery public String until;

  @RestQuery public String after;

  public boolean isFiltered() {
    return Stream.of(actor, action, subject, from, until).anyMatch(AuditFilter::isGiven);
  }

  /** Whether it is the first page. */
  public boolean isFirst() {
    return !isGiven(after);
  }

  /** The query of the address of the next page; without a cursor, of all of them. */
  public String query(String cursor) {
    return Stream.of(
            parameter("actor", actor),
            parameter("action", action),
            parameter("subject", subject),
            parameter("from", from),
            parameter("until", until),
            parameter("after", cursor))
        .flatMap(Optional::stream)
        .collect(Collectors.joining("&", "?", ""));
  }

  /** The query of the address that asks for one value alone. */
  static String only(String name, String value) {
    return "?" + parameter(name, value).orElse("");
  }

  /** The same of the API; fails as that. */
  AuditQuery read(ZoneId zone) {
    AuditParameters parameters = new AuditParameters();
    parameters.actor = actor;
    parameters.action = action;
    parameters.subject = subject;
    parameters.from = beginning(from, 0, zone);
    parameters.until = beginning(until, 1, zone);
    parameters.after = after;
    return parameters.query();
  }

  /** A text that is no day is left for the API to refuse. */
  private static String beginning(String day, int daysLater, ZoneId zone) {
    try {
      return isGiven(day)
          ? LocalDate.parse(day.strip())
              .plusDays(daysLater)
              .atStartOfDay(zone)
              .toOffsetDateTime()
              .toString()
          : day;
    } catch (DateTimeException notADay) {
      return day;
    }
  }

  private static Optional<String> parameter(String name, String value) {
    return Optional.ofNullable(value)
        .filter(AuditFilter::isGiven)
        .map(given -> name + "=" + URLEncoder.encode(given, UTF_8));
  }

  private static boolean isGiven(String text) {
    return text != null && !text.isBlank();
  }
}
