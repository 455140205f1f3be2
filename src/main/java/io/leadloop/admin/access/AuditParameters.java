package io.leadloop.admin.access;

import io.leadloop.access.audit.AuditPosition;
import io.leadloop.access.audit.AuditQuery;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import io.leadloop.error.QueryTime;
import io.leadloop.store.Storable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** The raw query parameters that select entries of the audit; null or empty when absent. */
public class AuditParameters {
  @RestQuery public String actor;
  @RestQuery public String action;
  @RestQuery public String subject;
  @RestQuery public String from;
  @RestQuery public String until;
  @RestQuery public String after;

  /**
   * @throws ProblemException {@code invalid-request}
   */
  public AuditQuery query() {
    return new AuditQuery(
        text("actor", actor),
        text("action", action),
        text("subject", subject),
        time("from", from),
        time("until", until),
        given(after)
            .map(cursor -> AuditPosition.parse(cursor).orElseThrow(AuditParameters::noCursor)));
  }

  private static Optional<String> text(String name, String text) {
    return given(text)
        .map(
            given -> {
              if (!Storable.Check.isStorable(given)) {
                throw invalid(name, "contains a control character");
              }
              return given;
            });
  }

  private static Optional<Instant> time(String name, String text) {
    return given(text).map(given -> instant(name, given));
  }

  private static Instant instant(String name, String text) {
    return QueryTime.parse(text)
        .orElseThrow(
            () ->
                invalid(name, "must be an RFC 3339 time after 1970, such as 2026-11-27T08:00:00Z"));
  }

  private static ProblemException noCursor() {
    return invalid("after", "is not a valid cursor");
  }

  private static ProblemException invalid(String name, String detail) {
    return ProblemException.rejected(
        ErrorCode.INVALID_REQUEST, List.of(new FieldError("/" + name, detail)));
  }

  private static Optional<String> given(String text) {
    return Optional.ofNullable(text).map(String::strip).filter(given -> !given.isEmpty());
  }
}
