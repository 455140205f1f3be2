package io.leadloop.silence;

import io.leadloop.customer.OpleadAccounts;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.feedback.CallbackBodies;
import io.leadloop.feedback.Feedback;
import io.leadloop.feedback.Outbox;
import io.leadloop.feedback.projection.ContentReader;
import io.leadloop.lane.LaneConfig;
import io.leadloop.lane.call.LaneCalls;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadStatus;
import io.leadloop.oplead.OpleadClient;
import io.leadloop.oplead.OpleadReply;
import io.leadloop.oplead.answer.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Asks Oplead for a lead at once, with no more than a part of the customer's quota: a provider that
 * polls must not keep leads from being sent.
 */
@ApplicationScoped
public class LeadRefresh {
  private static final Duration COME_BACK_AFTER = Duration.ofSeconds(10);

  private final LaneCalls calls;
  private final OpleadClient oplead;
  private final OpleadAccounts accounts;
  private final ContentReader contents;
  private final CallbackBodies bodies;
  private final Outbox outbox;
  private final Clock clock;
  private final Duration window;
  private final double share;

  LeadRefresh(
      LaneCalls calls,
      OpleadClient oplead,
      OpleadAccounts accounts,
      ContentReader contents,
      CallbackBodies bodies,
      Outbox outbox,
      Clock clock,
      LaneConfig lane,
      SilenceConfig silence) {
    this.calls = calls;
    this.oplead = oplead;
    this.accounts = accounts;
    this.contents = contents;
    this.bodies = bodies;
    this.outbox = outbox;
    this.clock = clock;
    this.window = lane.window();
    this.share = silence.quotaShare();
  }

  /**
   * The status that Oplead reports; empty where it reports none. It is published to the provider,
   * too. Fails with {@code rate-limited} where the customer's quota is used up for now, and with
   * {@code oplead-unavailable} where Oplead gives no answer.
   *
   * @param lead with its customer
   */
  public Uni<Optional<LeadStatus>> refresh(Lead lead) {
    if (lead.opleadId().isEmpty() || lead.customer().isByForm()) {
      return Uni.createFrom().item(Optional.empty());
    }
    Instant asked = clock.instant();
    return calls
        .makeIfOpen(lead.customer().id(), share, ask(lead))
        .map(reply -> reply.orElseThrow(this::noSlot))
        .chain(reply -> found(lead, reply.outcome(), asked));
  }

  private Uni<OpleadReply> ask(Lead lead) {
    return oplead.readLead(accounts.of(lead.customer().account()), lead.opleadId().orElseThrow());
  }

  private Uni<Optional<LeadStatus>> found(Lead lead, Outcome outcome, Instant asked) {
    return switch (outcome.kind()) {
      case ABSENT -> Uni.createFrom().item(Optional.empty());
      case READ -> keep(lead, ((Outcome.Read) outcome).body(), asked);
      case ACCEPTED, REFUSED, TOKEN_REFUSED, THROTTLED, UNAVAILABLE, NOT_ASKED, UNKNOWN ->
          throw ProblemException.passing(
              ErrorCode.OPLEAD_UNAVAILABLE,
              "The customer's Oplead gives no answer.",
              COME_BACK_AFTER);
    };
  }

  private Uni<Optional<LeadStatus>> keep(Lead lead, byte[] body, Instant asked) {
    Feedback polled =
        new Feedback.Polled(Feedback.nextId(), lead.id(), asked, bodies.seal(lead.id(), body));
    return outbox.append(List.of(polled)).chain(() -> contents.status(lead, body, asked));
  }

  private ProblemException noSlot() {
    return ProblemException.passing(
        ErrorCode.RATE_LIMITED, "The customer's Oplead may not be asked now.", window);
  }
}
