package io.leadloop.lane.call;

import io.leadloop.customer.CustomerId;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.lane.CallConfig;
import io.leadloop.lane.CallKind;
import io.leadloop.lane.LaneEffect;
import io.leadloop.lane.LaneReport;
import io.leadloop.lane.RetryDecision;
import io.leadloop.lane.RetryPolicy;
import io.leadloop.lane.SlotId;
import io.leadloop.lane.pace.PaceRepository;
import io.leadloop.oplead.OpleadReply;
import io.leadloop.oplead.answer.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/**
 * Single calls with a customer's token that carry no lead of the queue. Each takes a slot of the
 * lane, since whatever is sent with a token draws on its quota, and what Oplead answers counts for
 * the lane: when it asks to wait, the lane sleeps.
 */
@ApplicationScoped
public class LaneCalls {
  private final LaneSlots slots;
  private final PaceRepository paces;
  private final CallMetrics metrics;
  private final RetryPolicy policy;

  LaneCalls(LaneSlots slots, PaceRepository paces, CallMetrics metrics, CallConfig config) {
    this.slots = slots;
    this.paces = paces;
    this.metrics = metrics;
    this.policy = new RetryPolicy(config, () -> 0);
  }

  /**
   * The reply to what an administrator asks, for which a slot is reserved. Fails with {@code
   * rate-limited}, and nothing was sent, where that is used, too.
   */
  public Uni<OpleadReply> makeForAdministrator(CustomerId customer, Uni<OpleadReply> call) {
    return slots
        .takeReserved(customer)
        .chain(
            taken ->
                send(taken.slot().orElseThrow(() -> usedUp(taken.untilNext())), customer, call));
  }

  /**
   * The reply; none, and nothing was sent, where that part of the quota is used up, or nothing may
   * be sent to the customer now.
   *
   * @param part from 0 to 1
   */
  public Uni<IfOpen> makeIfOpen(CustomerId customer, double part, Uni<OpleadReply> call) {
    return slots
        .takeOfOpen(customer, part)
        .chain(
            taken ->
                taken
                    .slot()
                    .map(slot -> send(slot, customer, call).map(Optional::of))
                    .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                    .map(reply -> new IfOpen(reply, taken.untilNext())));
  }

  /**
   * A call that may have been made.
   *
   * @param untilNext after how long another may be made, where this was not
   */
  public record IfOpen(Optional<OpleadReply> reply, Duration untilNext) {}

  private Uni<OpleadReply> send(SlotId slot, CustomerId customer, Uni<OpleadReply> call) {
    long asked = System.nanoTime();
    return call.invoke(reply -> metrics.record(CallKind.OTHER, reply, System.nanoTime() - asked))
        .call(reply -> answered(slot, customer, reply));
  }

  private Uni<Void> answered(SlotId slot, CustomerId customer, OpleadReply reply) {
    LaneEffect effect =
        reply.outcome() instanceof Outcome.Throttled throttled
            ? policy.pause(throttled)
            : new LaneEffect.None();
    LaneReport report = LaneReport.now(reply, RetryDecision.ofLane(effect));
    Uni<Void> written = slots.answered(slot, report);
    return effect instanceof LaneEffect.Throttle throttle
        ? written.chain(() -> paces.refused(customer, slot, throttle.howLong()))
        : written;
  }

  private static ProblemException usedUp(Duration wait) {
    long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
    return ProblemException.passing(
        ErrorCode.RATE_LIMITED,
        "The customer's quota is used up; ask again in %d s.".formatted(seconds),
        Duration.ofSeconds(seconds));
  }
}
