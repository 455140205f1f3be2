package io.leadloop.admin.customer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.leadloop.customer.Customer;
import io.leadloop.feedback.Pace;
import io.leadloop.forwarding.Lanes;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A customer as administrators see it: never its token.
 *
 * @param requestsPerMinute what its token allows in any 60 seconds
 * @param shelfLife how long its leads are worth forwarding; null for the gateway's own
 * @param verification what its Oplead said when it was asked last; null before that
 * @param lane how forwarding to it is now; absent in the audit
 * @param feedback what came back of its leads; absent in the audit
 */
@Schema
public record CustomerView(
    String slug,
    String name,
    Oplead oplead,
    int requestsPerMinute,
    @Schema(nullable = true) Duration shelfLife,
    @Schema(nullable = true) Verification verification,
    @JsonInclude(JsonInclude.Include.NON_NULL) Lane lane,
    @JsonInclude(JsonInclude.Include.NON_NULL) Feedback feedback,
    Instant createdAt,
    Instant updatedAt) {

  static CustomerView of(Customer customer) {
    return of(customer, null, null);
  }

  static CustomerView of(Customer customer, Lanes.Status lane, Pace.Coverage coverage) {
    return new CustomerView(
        customer.slug(),
        customer.name(),
        new Oplead(customer.opleadBaseUrl().orElse(null), true, "…" + customer.opleadTokenHint()),
        customer.requestsPerMinute(),
        customer.shelfLife().orElse(null),
        customer.verification().map(v -> new Verification(v.at(), v.said())).orElse(null),
        lane == null ? null : Lane.of(lane),
        coverage == null ? null : Feedback.of(coverage),
        customer.createdAt(),
        customer.updatedAt());
  }

  /**
   * @param baseUrl null for the gateway's default
   * @param tokenHint the last characters of the token
   */
  public record Oplead(@Schema(nullable = true) URI baseUrl, boolean tokenSet, String tokenHint) {}

  /**
   * @param said {@code ok}, or why not
   */
  public record Verification(Instant at, String said) {}

  /**
   * @param state {@code open}, {@code paused} or {@code token_refused}
   * @param stopReason why it is not open, else null
   * @param queued leads that wait for a turn or for another try
   * @param oldestQueuedAt when the first of them was accepted
   * @param quotaUsed requests in the last window
   * @param usedElsewhere about how many requests of the quota somebody else spends
   * @param pace how many requests in a window are sent at present, evenly spread, since Oplead
   *     refused more (429); null where the quota alone counts
   * @param sleepsUntil until when Oplead wants to be left alone
   * @param sleepReason why nothing is sent until then; null while the lane does not sleep
   * @param circuit of this replica's breaker: {@code closed}, {@code open} or {@code half_open}
   */
  public record Lane(
      String state,
      @Schema(nullable = true) String stopReason,
      long queued,
      @Schema(nullable = true) Instant oldestQueuedAt,
      int quotaUsed,
      int usedElsewhere,
      @Schema(nullable = true) Integer pace,
      @Schema(nullable = true) Instant sleepsUntil,
      @Schema(nullable = true) String sleepReason,
      String circuit) {
    static Lane of(Lanes.Status status) {
      return new Lane(
          status.state(),
          status.stopReason().orElse(null),
          status.waiting(),
          status.oldest().orElse(null),
          status.used(),
          status.usedElsewhere(),
          status.pace().orElse(null),
          status.sleepsUntil().orElse(null),
          status.sleepReason().orElse(null),
          status.circuit());
    }
  }

  /**
   * What came back of a customer's last leads.
   *
   * @param forwarded leads that were looked at: the last ones that Oplead has
   * @param withStatus how many of them had at least one status
   * @param expectedWithin after how long a status is overdue
   */
  public record Feedback(int forwarded, int withStatus, Duration expectedWithin) {
    static Feedback of(Pace.Coverage coverage) {
      return new Feedback(coverage.forwarded(), coverage.withFeedback(), coverage.expectedWithin());
    }
  }
}
