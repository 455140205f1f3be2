package io.leadloop.simulator.callback;

import io.leadloop.simulator.http.AccessToken;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The subscriptions of all tokens, in creation order. Event loop only. */
public final class SimulatedSubscriptions {

  private final Map<String, SimulatedSubscription> subscriptions = new LinkedHashMap<>();
  private long last;

  public Optional<SimulatedSubscription> find(
      AccessToken owner, SubscriptionEvent event, String url) {
    return subscriptions.values().stream()
        .filter(made -> made.matches(owner, event, url))
        .findFirst();
  }

  public SimulatedSubscription create(AccessToken owner, SubscriptionEvent event, String url) {
    SimulatedSubscription made =
        new SimulatedSubscription(Long.toString(++last), owner, event, url);
    subscriptions.put(made.id(), made);
    return made;
  }

  public List<SimulatedSubscription> of(AccessToken owner) {
    return subscriptions.values().stream().filter(made -> made.owner().equals(owner)).toList();
  }

  public List<SimulatedSubscription> of(AccessToken owner, SubscriptionEvent event) {
    return of(owner).stream().filter(made -> made.event() == event).toList();
  }

  /** Removes a subscription; false if the owner has none with this id. */
  public boolean remove(AccessToken owner, String id) {
    return subscriptions
        .values()
        .removeIf(made -> made.owner().equals(owner) && made.id().equals(id));
  }
}
