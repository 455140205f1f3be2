package io.leadloop.simulator;

import io.leadloop.simulator.callback.Announcements;
import io.leadloop.simulator.lead.LeadStore;
import io.leadloop.simulator.lead.SimulatedLead;
import io.leadloop.simulator.ledger.SimulatorClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Moves leads through the statuses and announces each change. A change waits for the outcome of the
 * previous callbacks, which are repeated only by a fault. Leads evicted from the store stop moving,
 * as do all leads when the simulator stops.
 */
final class LeadLife {

  private final Vertx vertx;
  private final LeadStore leads;
  private final Announcements announcements;
  private final SimulatorClock clock;
  private final List<String> statuses;
  private final Duration delay;
  private final Duration assignDelay;
  private boolean stopped;

  LeadLife(
      Vertx vertx,
      LeadStore leads,
      Announcements announcements,
      SimulatorClock clock,
      SimulatorSettings settings) {
    this.vertx = vertx;
    this.leads = leads;
    this.announcements = announcements;
    this.clock = clock;
    this.statuses = settings.statuses();
    this.delay = settings.statusDelay();
    this.assignDelay = settings.assignDelay();
  }

  void begin(SimulatedLead lead) {
    schedule(assignDelay, () -> assign(lead));
    pauseBefore(lead.number(), 0);
  }

  /** Sets the first status at once; succeeds when its callbacks are done. */
  Future<Void> beginAtOnce(SimulatedLead lead) {
    schedule(assignDelay, () -> assign(lead));
    return move(lead.number(), 0);
  }

  void stop() {
    stopped = true;
  }

  /** Sets a lead's status out of turn and announces it; the life cycle continues where it was. */
  Optional<SimulatedLead> moveTo(SimulatedLead lead, String label) {
    Optional<SimulatedLead> moved = leads.move(lead.number(), label, clock.wall().instant());
    moved.ifPresent(announcements::moved);
    return moved;
  }

  private void assign(SimulatedLead lead) {
    if (!stopped) {
      announcements.assigned(lead);
    }
  }

  private void pauseBefore(long number, int step) {
    schedule(delay, () -> move(number, step));
  }

  private Future<Void> move(long number, int step) {
    if (stopped || step == statuses.size()) {
      return Future.succeededFuture();
    }
    return leads
        .move(number, statuses.get(step), clock.wall().instant())
        .map(lead -> announcements.moved(lead).onComplete(told -> pauseBefore(number, step + 1)))
        .orElseGet(Future::succeededFuture);
  }

  private void schedule(Duration pause, Runnable next) {
    if (pause.toMillis() == 0) {
      vertx.runOnContext(now -> next.run());
    } else {
      vertx.setTimer(pause.toMillis(), timer -> next.run());
    }
  }
}
