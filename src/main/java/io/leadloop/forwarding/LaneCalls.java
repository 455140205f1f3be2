package io.leadloop.forwarding;

import io.leadloop.customer.CustomerId;
import io.leadloop.oplead.OpleadReply;
import io.leadloop.oplead.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Single calls with a customer's token that carry no lead of the queue. Each takes a slot of the
 * lane, since whatever is sent with a token draws on its quota, and what Oplead answers counts for
 * the lane: when it asks to send less, the lane sleeps.
 */
@ApplicationScoped
public class LaneCalls {
  private final LaneSlots slots;
  private final CallMetrics metrics;
  private final ForwardingConfig config;

  LaneCalls(LaneSlots slots, CallMetrics metrics, ForwardingConfig config) {
    this.slots = slots;
    this.metrics = metrics;
    this.config = config;
  }

  /** The reply; empty, and nothing was sent, where the quota is used up. */
  Uni<Optional<OpleadReply>> make(CustomerId customer, Uni<OpleadReply> call) {
    return slots.take(customer).chain(slot -> with(slot, customer, call));
  }

  /**
   * The reply; empty, and nothing was sent, where that part of the quota is used up, or nothing may
   * be sent to the customer now.
   *
   * @param share from 0 to 1
   */
  public Uni<Optional<OpleadReply>> makeIfOpen(
      CustomerId customer, double share, Uni<OpleadReply> call) {
    return slots.takeOfOpen(customer, share).chain(slot -> with(slot, customer, call));
  }

  private Uni<Optional<OpleadReply>> with(
      Optional<UUID> slot, CustomerId customer, Uni<OpleadReply> call) {
    long asked = System.nanoTime();
    return slot.isEmpty()
        ? Uni.createFrom().item(Optional.empty())
        : call.invoke(reply -> metrics.record(CallKind.OTHER, reply, System.nanoTime() - asked))
            .call(reply -> slots.answered(slot.get(), customer, sleep(reply.outcome())))
            .map(Optional::of);
  }

  private Optional<Duration> sleep(Outcome outcome) {
    return outcome instanceof Outcome.Throttled throttled
        ? Optional.of(throttled.retryAfter().orElse(config.backoffInitial()))
        : Optional.empty();
  }
}
