package io.leadloop.push.delivery;

import io.leadloop.push.EndpointState;
import io.leadloop.push.queue.AnswerMeaning;
import io.leadloop.push.queue.DeliveryRecord;
import io.leadloop.push.queue.Sending;
import io.leadloop.push.wire.PushReply;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;

/** Logs what an operator has to know of one endpoint, without URLs and answers. */
final class DeliveryLog {
  private static final Logger LOG = Logger.getLogger(DeliveryLog.class);

  private final ClaimedEndpoint endpoint;

  DeliveryLog(ClaimedEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  void failed(Sending sending, AnswerMeaning meaning, PushReply reply) {
    LOG.debugf(
        "event not delivered endpoint=%s lead=%s sequence=%d attempt=%d outcome=%s status=%s"
            + " duration_ms=%d",
        endpoint.id(),
        sending.event().leadId(),
        sending.event().sequence(),
        sending.attempt(),
        meaning,
        DeliveryRecord.statusOf(reply),
        reply.took().toMillis());
  }

  /**
   * @param last the record of its last attempt, which is committed
   */
  void givenUp(DeliveryRecord last) {
    LOG.warnf(
        "event given up provider=%s endpoint=%s lead=%s sequence=%d event=%s attempts=%d status=%s",
        endpoint.providerSlug(),
        endpoint.id(),
        last.leadId(),
        last.sequence(),
        last.eventId(),
        last.attempt(),
        last.status());
  }

  /** One line when the state changes; further probes of a failing endpoint are for debugging. */
  void released(EndpointHealth.Release release, boolean isReleased) {
    if (isReleased) {
      LOG.logf(
          level(release.state()),
          "push endpoint provider=%s endpoint=%s state=%s failures=%d next_in=%s",
          endpoint.providerSlug(),
          endpoint.id(),
          release.state().wireName(),
          release.failures(),
          release.pause());
    }
  }

  private Level level(EndpointState state) {
    if (state == endpoint.state()) {
      return Level.DEBUG;
    }
    return state == EndpointState.ACTIVE ? Level.INFO : Level.WARN;
  }
}
