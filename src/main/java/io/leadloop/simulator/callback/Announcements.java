package io.leadloop.simulator.callback;

import io.leadloop.simulator.lead.SimulatedLead;
import io.leadloop.simulator.lead.StatusLabel;
import io.leadloop.simulator.ledger.CallbackKind;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sends a lead's events to its webhook and to the subscriptions of its token. Announcements of one
 * lead's changes never overlap: each waits for the outcomes of the previous one. Event loop only.
 */
public final class Announcements {

  private final FaultyCallbacks callbacks;
  private final SimulatedSubscriptions subscriptions;
  private final HttpMethod verb;
  private final Map<Long, Future<Void>> latest = new HashMap<>();

  public Announcements(
      FaultyCallbacks callbacks, SimulatedSubscriptions subscriptions, CallbackVerb verb) {
    this.callbacks = callbacks;
    this.subscriptions = subscriptions;
    this.verb = HttpMethod.valueOf(verb.name());
  }

  /** Announces the lead's current status; succeeds when all callbacks are done. */
  public Future<Void> moved(SimulatedLead lead) {
    Future<Void> sent =
        latest
            .getOrDefault(lead.number(), Future.succeededFuture())
            .compose(before -> send(moveOf(lead)));
    latest.put(lead.number(), sent);
    sent.onComplete(ended -> latest.remove(lead.number(), sent));
    return sent;
  }

  /** Notifies subscribers that the lead was assigned. */
  public Future<Void> assigned(SimulatedLead lead) {
    return send(notifications(lead, SubscriptionEvent.LEAD_ASSIGNED));
  }

  private List<OutgoingCallback> moveOf(SimulatedLead lead) {
    List<OutgoingCallback> outgoing = new ArrayList<>();
    lead.document()
        .webhookUrl()
        .map(url -> OutgoingCallback.of(CallbackKind.WEBHOOK, lead, verb, url, lead.callback()))
        .ifPresent(outgoing::add);
    outgoing.addAll(notifications(lead, SubscriptionEvent.LEAD_STATUS_CHANGED));
    if (lead.status().filter(StatusLabel::isAppointment).isPresent()) {
      outgoing.addAll(notifications(lead, SubscriptionEvent.APPOINTMENT_UPDATED));
    }
    return outgoing;
  }

  private List<OutgoingCallback> notifications(SimulatedLead lead, SubscriptionEvent event) {
    return subscriptions.of(lead.owner(), event).stream()
        .map(
            made ->
                OutgoingCallback.of(
                    CallbackKind.SUBSCRIPTION, lead, HttpMethod.POST, made.url(), event.body(lead)))
        .toList();
  }

  private Future<Void> send(List<OutgoingCallback> outgoing) {
    return Future.join(outgoing.stream().map(callbacks::send).toList()).mapEmpty();
  }
}
