package io.leadloop.feedback;

import io.leadloop.lead.LeadId;
import io.leadloop.vault.Vault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jboss.logging.Logger;

/**
 * Takes callbacks for good. Oplead is not known to repeat one, so it is acknowledged only once
 * either store has it: the log, or, when the log does not acknowledge in time, the outbox.
 */
@ApplicationScoped
public class Callbacks {
  private static final Logger LOG = Logger.getLogger(Callbacks.class);

  private final FeedbackLog log;
  private final Outbox outbox;
  private final Vault vault;
  private final Clock clock;

  Callbacks(FeedbackLog log, Outbox outbox, Vault vault, Clock clock) {
    this.log = log;
    this.outbox = outbox;
    this.vault = vault;
    this.clock = clock;
  }

  /**
   * Completes when the callback is durable; fails only when neither store can take it.
   *
   * @param contentType as given, or null
   * @param body whatever Oplead sent; it is sealed before it goes anywhere
   */
  public Uni<Void> take(CallbackToken token, String contentType, byte[] body) {
    LeadId lead = token.lead();
    byte[] sealed = vault.seal(body, bodyOwner(lead));
    Feedback callback =
        new Feedback.Callback(Feedback.nextId(), lead, clock.instant(), contentType, sealed);
    return log.append(callback)
        .onFailure()
        .invoke(e -> LOG.warnf("callback goes to the outbox lead=%s cause=%s", lead, e.toString()))
        .onFailure()
        .recoverWithUni(() -> outbox.append(callback));
  }

  byte[] open(LeadId lead, byte[] sealedBody) {
    return vault.open(sealedBody, bodyOwner(lead));
  }

  private static String bodyOwner(LeadId lead) {
    return "callback:" + lead;
  }
}
