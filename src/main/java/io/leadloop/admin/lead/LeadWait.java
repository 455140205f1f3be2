package io.leadloop.admin.lead;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.leadloop.admin.AdminLead;
import io.leadloop.lane.status.LaneStatus;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What a lead waits for now.
 *
 * @param since when it began to wait, if that is known
 * @param until when it goes on at the earliest, if that is known
 * @param detail why its lane is stopped or rests, or what went wrong last
 * @param used requests of the customer's quota in the window that ends now, if that matters
 * @param quota requests in a window, if that matters
 * @param waiting leads that wait in the customer's lane, if it waits for its turn
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LeadWait(
    Reason reason,
    Instant since,
    Instant until,
    String detail,
    Integer used,
    Integer quota,
    Long waiting) {

  /**
   * Empty where nothing more happens to the lead by itself.
   *
   * @param reports whether the customer's Oplead reports statuses
   */
  static Optional<LeadWait> of(AdminLead lead, LaneStatus lane, boolean reports, Instant now) {
    return switch (lead.state()) {
      case REJECTED, EXPIRED -> Optional.empty();
      case FORWARDED ->
          reports && lead.status() == null
              ? Optional.of(because(Reason.STATUS, lead.updatedAt(), null, null))
              : Optional.empty();
      case FORWARDING -> Optional.of(because(Reason.ANSWER, null, null, null));
      case HELD -> Optional.of(held(lead, lane));
      case UNCERTAIN -> Optional.of(uncertain(lead, lane));
      case QUEUED -> Optional.of(stopped(lead, lane).orElseGet(() -> queued(lead, lane, now)));
    };
  }

  private static LeadWait held(AdminLead lead, LaneStatus lane) {
    return stopped(lead, lane)
        .orElseGet(() -> because(Reason.RELEASE, lead.updatedAt(), null, lead.lastError()));
  }

  private static Optional<LeadWait> stopped(AdminLead lead, LaneStatus lane) {
    Reason reason = lane.state().equals("token_refused") ? Reason.TOKEN : Reason.RESUME;
    Instant since = lead.state().wireName().equals("held") ? lead.updatedAt() : null;
    return lane.state().equals("open")
        ? Optional.empty()
        : Optional.of(because(reason, since, null, lane.stopReason().orElse(null)));
  }

  /** A callback may settle it before it is sent again or looked up. */
  private static LeadWait uncertain(AdminLead lead, LaneStatus lane) {
    return lead.nextAttemptAt() == null
        ? because(Reason.DECISION, lead.updatedAt(), null, lead.lastError())
        : stopped(lead, lane)
            .orElseGet(
                () ->
                    because(
                        Reason.CALLBACK, lead.updatedAt(), lead.nextAttemptAt(), lead.lastError()));
  }

  /** What comes last is what it waits for: its own time, the lane's rest, the quota, its turn. */
  private static LeadWait queued(AdminLead lead, LaneStatus lane, Instant now) {
    Instant due = lead.nextAttemptAt() == null ? now : lead.nextAttemptAt();
    Instant rests = lane.sleepsUntil().orElse(now);
    if (due.isAfter(now) && !rests.isAfter(due)) {
      return because(Reason.RETRY, null, due, lead.lastError());
    } else if (rests.isAfter(now)) {
      return because(Reason.REST, null, rests, lane.sleepReason().orElse(null));
    }
    int allowed = Math.min(lane.pace().orElse(lane.quota()), lane.quota());
    Reason reason = lane.used() + 1 >= allowed && lane.used() > 0 ? Reason.QUOTA : Reason.TURN;
    return new LeadWait(
        reason, null, null, lead.lastError(), lane.used(), lane.quota(), lane.waiting());
  }

  private static LeadWait because(Reason reason, Instant since, Instant until, String detail) {
    return new LeadWait(reason, since, until, detail, null, null, null);
  }

  /** The constant's name in lower case is its wire name. */
  public enum Reason {
    /** Oplead refuses the customer's token: a new one releases the lead. */
    TOKEN,
    /** The customer is paused. */
    RESUME,
    /** It was held, and its lane is open again. */
    RELEASE,
    /**
     * It is unknown whether Oplead has it; an administrator sends it again, or a callback comes.
     */
    DECISION,
    /** It is unknown whether Oplead has it; it is looked up or sent again at a time. */
    CALLBACK,
    /** Oplead, or the circuit breaker, wants the lane to rest. */
    REST,
    /** Its next attempt is due at a time. */
    RETRY,
    /** The quota of the customer is used up for now. */
    QUOTA,
    /** Others of the customer come first. */
    TURN,
    /** It is being sent. */
    ANSWER,
    /** Oplead has it, and has reported no status so far. */
    STATUS;

    @JsonValue
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
