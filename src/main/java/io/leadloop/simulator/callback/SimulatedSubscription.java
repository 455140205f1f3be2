package io.leadloop.simulator.callback;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.simulator.http.AccessToken;

/** A subscription to one kind of event of all leads of a token. */
public record SimulatedSubscription(
    String id, AccessToken owner, SubscriptionEvent event, String url) {

  boolean matches(AccessToken token, SubscriptionEvent kind, String address) {
    return owner.equals(token) && event == kind && url.equals(address);
  }

  public ObjectNode view() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", id)
        .put("event", event.wireName())
        .put("url", url);
  }

  /** Omits the address, which is a secret. */
  @Override
  public String toString() {
    return "Subscription[id=%s, event=%s]".formatted(id, event.wireName());
  }
}
