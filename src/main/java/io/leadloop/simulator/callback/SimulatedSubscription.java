package io.leadloop.simulator.callback;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.simulator.http.AccessToken;

/** Somebody's wish to be told of one kind of event, about any lead of a token. */
public record SimulatedSubscription(
    String id, AccessToken owner, SubscriptionEvent event, String url) {

  boolean asksFor(AccessToken token, SubscriptionEvent kind, String address) {
    return owner.equals(token) && event == kind && url.equals(address);
  }

  public ObjectNode view() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", id)
        .put("event", event.wireName())
        .put("url", url);
  }

  /** Leaves out the address, which is a secret. */
  @Override
  public String toString() {
    return "Subscription[id=%s, event=%s]".formatted(id, event.wireName());
  }
}
