package io.leadloop.admin.customer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.leadloop.customer.Customer;
import io.leadloop.lane.status.LaneStatus;
import io.leadloop.oplead.AccountWire.FormImport;
import io.leadloop.silence.FeedbackLatency;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/**
 * A customer as administrators see it, without its token.
 *
 * @param wire {@code rest} or {@code form}
 * @param oplead absent for the wire {@code form}
 * @param form absent for the wire {@code rest}
 * @param requestsPerMinute its token's quota in any 60 seconds
 * @param shelfLife how long its leads are worth forwarding; null for the gateway's default
 * @param verification the result of the last token check; null before the first
 * @param archivedAt since when it has no token and its lane is closed; null if it has one
 * @param lane the current state of forwarding; absent in the audit, and where it cannot be read
 *     after a change
 * @param feedback statistics of its leads' feedback; absent likewise
 */
public record CustomerView(
    String slug,
    String name,
    String wire,
    @JsonInclude(JsonInclude.Include.NON_NULL) Oplead oplead,
    @JsonInclude(JsonInclude.Include.NON_NULL) Form form,
    int requestsPerMinute,
    Duration shelfLife,
    Verification verification,
    Instant archivedAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) Lane lane,
    @JsonInclude(JsonInclude.Include.NON_NULL) Feedback feedback,
    Instant createdAt,
    Instant updatedAt) {

  static CustomerView of(Customer customer) {
    return of(customer, null, null);
  }

  static CustomerView of(Customer customer, LaneStatus lane, FeedbackLatency.Coverage coverage) {
    return new CustomerView(
        customer.slug(),
        customer.name(),
        customer.isByForm() ? Wire.FORM : Wire.REST,
        customer.isByForm() ? null : Oplead.of(customer),
        customer.wire().form().map(form -> Form.of(customer, form)).orElse(null),
        customer.requestsPerMinute(),
        customer.shelfLife().orElse(null),
        customer.verification().map(v -> new Verification(v.at(), v.said())).orElse(null),
        customer.archivedAt().orElse(null),
        lane == null ? null : Lane.of(lane),
        coverage == null ? null : Feedback.of(coverage),
        customer.createdAt(),
        customer.updatedAt());
  }

  /**
   * @param baseUrl null for the gateway's default
   * @param tokenHint the last characters of the token
   */
  public record Oplead(URI baseUrl, boolean tokenSet, String tokenHint) {
    private static Oplead of(Customer customer) {
      return new Oplead(
          customer.opleadBaseUrl().orElse(null), customer.archivedAt().isEmpty(), hint(customer));
    }
  }

  /**
   * Its form at the older form import.
   *
   * @param name the form's name at Oplead
   * @param url null for the gateway's default
   * @param tokenHint the last characters of the token
   */
  public record Form(String name, URI url, boolean tokenSet, String tokenHint) {
    private static Form of(Customer customer, FormImport form) {
      return new Form(
          form.name(), form.url().orElse(null), customer.archivedAt().isEmpty(), hint(customer));
    }
  }

  private static String hint(Customer customer) {
    return customer.archivedAt().isPresent() ? "" : "…" + customer.opleadTokenHint();
  }

  /**
   * @param said {@code ok} or the failure
   */
  public record Verification(Instant at, String said) {}

  /**
   * @param state {@code open}, {@code paused} or {@code token_refused}
   * @param stopReason why it is not open, otherwise null
   * @param queued leads waiting for their first attempt or a retry; over 100, retries are counted
   *     up to 1,000
   * @param held leads that wait until the lane is resumed; over 100, retries are counted up to
   *     1,000
   * @param oldestQueuedAt when the oldest of all these was accepted
   * @param quotaUsed requests in the last window
   * @param usedElsewhere estimated requests of other users of the quota
   * @param pace reduced number of evenly spread requests per window after 429 responses; null if
   *     only the quota applies
   * @param sleepsUntil end of a pause requested by Oplead
   * @param sleepReason the reason of the pause; null if the lane does not sleep
   * @param circuit state of this replica's circuit breaker: {@code closed}, {@code open} or {@code
   *     half_open}
   */
  public record Lane(
      String state,
      String stopReason,
      long queued,
      long held,
      Instant oldestQueuedAt,
      int quotaUsed,
      int usedElsewhere,
      Integer pace,
      Instant sleepsUntil,
      String sleepReason,
      String circuit) {
    /** All that wait for the lane, as the overview has it. */
    public long all() {
      return queued + held;
    }

    static Lane of(LaneStatus status) {
      return new Lane(
          status.state(),
          status.stopReason().orElse(null),
          status.waiting(),
          status.held(),
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
   * Feedback on a customer's last leads.
   *
   * @param forwarded number of leads considered: the last ones forwarded
   * @param withStatus how many of them have at least one status
   * @param expectedWithin duration after which a status is overdue
   */
  public record Feedback(int forwarded, int withStatus, Duration expectedWithin) {
    static Feedback of(FeedbackLatency.Coverage coverage) {
      return new Feedback(coverage.forwarded(), coverage.withFeedback(), coverage.expectedWithin());
    }
  }
}
