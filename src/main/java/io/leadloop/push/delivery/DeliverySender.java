package io.leadloop.push.delivery;

import io.leadloop.push.queue.AnswerMeaning;
import io.leadloop.push.queue.Sending;
import io.leadloop.push.wire.PushReply;
import io.leadloop.push.wire.PushTarget;
import org.jboss.logging.Logger;

/**
 * Sends what the queue gives out, as much at once as the endpoint's health and the replica allow.
 */
final class DeliverySender {
  private static final Logger LOG = Logger.getLogger(DeliverySender.class);

  private final EndpointRun run;
  private final EndpointParts parts;
  private final EndpointLease lease;
  private final Runnable granted;
  private PushTarget target;
  private int inFlight;

  DeliverySender(EndpointRun run, EndpointParts parts, EndpointLease lease) {
    this.run = run;
    this.parts = parts;
    this.lease = lease;
    this.granted = () -> run.onLoop(this::permitGranted);
    this.target = parts.endpoint().target();
  }

  void sendTo(PushTarget changed) {
    target = changed;
  }

  /** Whether nothing is in flight. */
  boolean isIdle() {
    return inFlight == 0;
  }

  /** Called while the run delivers. */
  void send() {
    while (mayStart() && parts.replica().inFlight().tryAcquire(granted)) {
      start();
    }
  }

  /** Nothing is sent that could end after the lease. */
  private boolean mayStart() {
    return inFlight < parts.health().inFlight()
        && lease.outlasts(parts.replica().config().timeout())
        && parts.queue().hasNext();
  }

  /** A permit for which the run waited; the next run has it if this one needs it no longer. */
  private void permitGranted() {
    if (run.isDelivering() && mayStart()) {
      start();
      send();
    } else {
      parts.replica().inFlight().release();
    }
  }

  private void start() {
    int forOwn = Math.max(1, parts.health().inFlight() / 2);
    parts.queue().next(forOwn).ifPresentOrElse(this::send, parts.replica().inFlight()::release);
  }

  private void send(Sending sending) {
    inFlight++;
    parts
        .replica()
        .client()
        .post(target, sending.event().message(), sending.attempt())
        .subscribe()
        .with(
            reply -> run.onLoop(() -> sent(sending, reply)),
            bug -> run.onLoop(() -> failed(sending, bug)));
  }

  private void sent(Sending sending, PushReply reply) {
    ended();
    AnswerMeaning meaning = AnswerMeaning.of(reply);
    parts.metrics().ended(meaning, reply);
    if (!run.hasEnded()) {
      run.attemptEnded(settle(sending, meaning, reply));
    }
  }

  private void ended() {
    inFlight--;
    parts.replica().inFlight().release();
  }

  /** Whether the answer stops the endpoint. */
  private boolean settle(Sending sending, AnswerMeaning meaning, PushReply reply) {
    EndpointHealth health = parts.health();
    boolean wasStopped = health.isStopped();
    AnswerMeaning forTheLead = health.isProbing() ? meaning.ofAProbe() : meaning;
    health.ended(sending.event().leadId(), meaning, reply);
    parts.queue().ended(sending, forTheLead, reply);
    if (meaning != AnswerMeaning.DELIVERED) {
      parts.log().failed(sending, meaning, reply);
    }
    return health.isStopped() && !wasStopped;
  }

  /** A bug: the event is sent again under the next lease. */
  private void failed(Sending sending, Throwable bug) {
    LOG.errorf(
        bug, "event not sent endpoint=%s event=%s", parts.endpoint().id(), sending.event().id());
    ended();
    run.close();
  }
}
