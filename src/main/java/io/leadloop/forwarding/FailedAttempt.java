package io.leadloop.forwarding;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.leadloop.oplead.OpleadReply;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A request with a lead that did not succeed, for people who ask why the lead is not forwarded. It
 * has nothing of the lead, nor of the text of Oplead's answer.
 *
 * @param claim the number of its claim, by which attempts are ordered
 * @param number of the attempt, 1 for the first; null for a look-up, which is no attempt
 * @param at when it ended
 * @param outcome {@code refused}, {@code token_refused}, {@code throttled}, {@code unavailable},
 *     {@code absent} or {@code unknown}
 * @param status the HTTP status of Oplead's answer; null if there was none
 * @param millis how long it took; null if the replica that sent it ended meanwhile
 */
public record FailedAttempt(
    @JsonIgnore int claim,
    Integer number,
    Instant at,
    String outcome,
    Integer status,
    Long millis) {

  /** Empty where it succeeded, or where nothing was sent. */
  static Optional<FailedAttempt> of(
      ClaimedLead lead, OpleadReply reply, Instant now, Duration took) {
    return isFailure(reply)
        ? Optional.of(
            new FailedAttempt(
                lead.slot().claim(),
                lead.lookUp() ? null : Integer.valueOf(lead.attempt()),
                now,
                reply.outcome().kind().name().toLowerCase(Locale.ROOT),
                reply.status().orElse(null),
                took.toMillis()))
        : Optional.empty();
  }

  /** Where Oplead cannot be asked for a lead, the look-up is one that was not made. */
  private static boolean isFailure(OpleadReply reply) {
    return switch (reply.outcome().kind()) {
      case ACCEPTED, READ, NOT_ASKED -> false;
      case ABSENT -> reply.sinceSent().isPresent();
      case REFUSED, TOKEN_REFUSED, THROTTLED, UNAVAILABLE, UNKNOWN -> true;
    };
  }

  static FailedAttempt of(Row row) {
    return new FailedAttempt(
        row.getInteger("claim"),
        row.getInteger("number"),
        row.getOffsetDateTime("ended_at").toInstant(),
        row.getString("outcome"),
        row.getInteger("http_status"),
        row.getLong("duration_millis"));
  }
}
