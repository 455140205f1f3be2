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
 * Moves every lead through the statuses and announces each one. The next move waits for the outcome
 * of the callbacks before it, whatever it is, and none is ever repeated, unless a fault says so. A
 * lead that has left the store, and a simulator that was stopped, move no more.
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
    after(assignDelay, () -> assign(lead));
    pauseBefore(lead.number(), 0);
  }

  /** Begins with the first status at once; succeeds when its callbacks have their outcome. */
  Future<Void> beginAtOnce(SimulatedLead lead) {
    after(assignDelay, () -> assign(lead));
    return move(lead.number(), 0);
  }

  void stop() {
    stopped = true;
  }

  /** Moves a lead out of turn, and announces it; its own life goes on where it was. */
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
    after(delay, () -> move(number, step));
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

  private void after(Duration pause, Runnable next) {
    if (pause.toMillis() == 0) {
      vertx.runOnContext(now -> next.run());
    } else {
      vertx.setTimer(pause.toMillis(), timer -> next.run());
    }
  }
}
