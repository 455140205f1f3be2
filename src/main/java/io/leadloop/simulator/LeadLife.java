package io.leadloop.simulator;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;

/**
 * Moves every lead through the statuses and tells its webhook each one. The next move waits for the
 * outcome of the callback before it, whatever it is: callbacks of one lead never overlap, and none
 * is ever repeated. A lead that has left the store, and a simulator that was stopped, move no more.
 */
final class LeadLife {

  private final Vertx vertx;
  private final LeadStore leads;
  private final CallbackSender sender;
  private final SimulatorClock clock;
  private final List<String> statuses;
  private final Duration delay;
  private boolean stopped;

  LeadLife(
      Vertx vertx,
      LeadStore leads,
      CallbackSender sender,
      SimulatorClock clock,
      SimulatorSettings settings) {
    this.vertx = vertx;
    this.leads = leads;
    this.sender = sender;
    this.clock = clock;
    this.statuses = settings.statuses();
    this.delay = settings.statusDelay();
  }

  void begin(SimulatedLead lead) {
    pauseBefore(lead.number(), 0);
  }

  void stop() {
    stopped = true;
  }

  private void pauseBefore(long number, int step) {
    if (step == statuses.size()) {
      return;
    }
    if (delay.toMillis() == 0) {
      vertx.runOnContext(now -> move(number, step));
    } else {
      vertx.setTimer(delay.toMillis(), timer -> move(number, step));
    }
  }

  private void move(long number, int step) {
    if (!stopped) {
      leads
          .move(number, statuses.get(step), clock.wall().instant())
          .ifPresent(lead -> tell(lead, step));
    }
  }

  private void tell(SimulatedLead lead, int step) {
    sender.send(lead).onComplete(ended -> pauseBefore(lead.number(), step + 1));
  }
}
