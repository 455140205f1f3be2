package io.leadloop.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The subscriptions of every token, in the order in which they were made. Event loop only. */
final class Subscriptions {

  private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();
  private long last;

  Optional<Subscription> find(AccessToken owner, SubscriptionEvent event, String url) {
    return subscriptions.values().stream()
        .filter(made -> made.asksFor(owner, event, url))
        .findFirst();
  }

  Subscription make(AccessToken owner, SubscriptionEvent event, String url) {
    Subscription made = new Subscription(Long.toString(++last), owner, event, url);
    subscriptions.put(made.id(), made);
    return made;
  }

  List<Subscription> of(AccessToken owner) {
    return subscriptions.values().stream().filter(made -> made.owner().equals(owner)).toList();
  }

  List<Subscription> of(AccessToken owner, SubscriptionEvent event) {
    return of(owner).stream().filter(made -> made.event() == event).toList();
  }

  /** Ends a subscription; false where the owner has none of this id. */
  boolean end(AccessToken owner, String id) {
    return subscriptions
        .values()
        .removeIf(made -> made.owner().equals(owner) && made.id().equals(id));
  }
}
