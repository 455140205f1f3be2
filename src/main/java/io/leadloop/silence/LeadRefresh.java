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
   * The status that Oplead reports; empty where it reports none, or cannot be asked. It is
   * published to the provider, too. Fails with {@code rate-limited} where the customer's quota is
   * used up for now, and with {@code oplead-unavailable} where Oplead gives no answer.
   *
   * @param lead with its customer
   */
  public Uni<Optional<LeadStatus>> refresh(Lead lead) {
    if (lead.opleadId().isEmpty()
        || lead.customer().isByForm()
        || lead.customer().archivedAt().isPresent()) {
      return Uni.createFrom().item(Optional.empty());
    }
    Instant asked = clock.instant();
    return calls
        .makeIfOpen(lead.customer().id(), share, ask(lead))
        .map(made -> made.reply().orElseThrow(() -> noSlot(made.untilNext())))
        .chain(reply -> found(lead, reply.outcome(), asked));
  }

  /**
   * Oplead's answer to what an administrator asks, which is not kept yet; a slot is reserved for
   * it, even while the lane is stopped. Fails with {@code not-pollable} where Oplead cannot be
   * asked, and otherwise as {@link #refresh}.
   *
   * @param lead with its customer
   */
  public Uni<PolledLead> poll(Lead lead) {
    requirePollable(lead);
    Instant asked = clock.instant();
    return calls
        .makeForAdministrator(lead.customer().id(), ask(lead))
        .chain(reply -> polled(lead, reply.outcome(), asked));
  }

  private static void requirePollable(Lead lead) {
    if (lead.customer().isByForm()) {
      throw notPollable(
          "The customer's Oplead is reached by its form import, which answers nothing.");
    } else if (lead.erasedAt().isPresent()) {
      throw notPollable("The lead was erased.");
    } else if (lead.opleadId().isEmpty()) {
      throw notPollable("Oplead's id of the lead is not known.");
    }
  }

  private static ProblemException notPollable(String detail) {
    return new ProblemException(ErrorCode.NOT_POLLABLE, detail);
  }

  private Uni<PolledLead> polled(Lead lead, Outcome outcome, Instant asked) {
    return switch (outcome.kind()) {
      case ABSENT -> Uni.createFrom().item(PolledLead.absent(asked));
      case READ -> {
        byte[] body = ((Outcome.Read) outcome).body();
        yield contents
            .status(lead, body, asked)
            .map(status -> new PolledLead(asked, Optional.of(feedback(lead, body, asked)), status));
      }
      case ACCEPTED, REFUSED, TOKEN_REFUSED, THROTTLED, UNAVAILABLE, NOT_ASKED, UNKNOWN ->
          throw noAnswer("Oplead does not return the lead: " + outcome.inWords() + ".");
    };
  }

  private Uni<OpleadReply> ask(Lead lead) {
    return oplead.readLead(accounts.of(lead.customer().account()), lead.opleadId().orElseThrow());
  }

  private Uni<Optional<LeadStatus>> found(Lead lead, Outcome outcome, Instant asked) {
    return switch (outcome.kind()) {
      case ABSENT -> Uni.createFrom().item(Optional.empty());
      case READ -> keep(lead, ((Outcome.Read) outcome).body(), asked);
      case ACCEPTED, REFUSED, TOKEN_REFUSED, THROTTLED, UNAVAILABLE, NOT_ASKED, UNKNOWN ->
          throw noAnswer("The customer's Oplead gives no answer.");
    };
  }

  private Uni<Optional<LeadStatus>> keep(Lead lead, byte[] body, Instant asked) {
    return contents
        .status(lead, body, asked)
        .call(() -> outbox.append(List.of(feedback(lead, body, asked))));
  }

  private Feedback feedback(Lead lead, byte[] body, Instant asked) {
    return new Feedback.Polled(Feedback.nextId(), lead.id(), asked, bodies.seal(lead.id(), body));
  }

  private static ProblemException noAnswer(String detail) {
    return ProblemException.passing(ErrorCode.OPLEAD_UNAVAILABLE, detail, COME_BACK_AFTER);
  }

  /** Not sooner than after a window, since others ask, too. */
  private ProblemException noSlot(Duration untilNext) {
    return ProblemException.passing(
        ErrorCode.RATE_LIMITED,
        "The customer's Oplead may not be asked now.",
        untilNext.compareTo(window) > 0 ? untilNext : window);
  }
}
