package io.leadloop.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.simulator.callback.SimulatedSubscriptions;
import io.leadloop.simulator.callback.SubscriptionEvent;
import io.leadloop.simulator.http.AccessToken;
import io.leadloop.simulator.http.Answer;
import io.leadloop.simulator.http.JsonBody;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/** Endpoints of subscriptions. */
final class SubscriptionEndpoints {

  private static final Set<String> SCHEMES = Set.of("http", "https");

  private final SimulatedSubscriptions subscriptions;

  SubscriptionEndpoints(SimulatedSubscriptions subscriptions) {
    this.subscriptions = subscriptions;
  }

  /** Subscribing again to the same event at the same address returns the first subscription. */
  Answer create(SimulatedExchange exchange) {
    return JsonBody.read(exchange.body().bytes())
        .map(json -> create(exchange.owner(), json))
        .orElseGet(JsonBody::refusal);
  }

  private Answer create(AccessToken owner, ObjectNode json) {
    Optional<SubscriptionEvent> event = SubscriptionEvent.named(json.path("event").asText());
    String url = json.path("url").asText();
    if (event.isEmpty()) {
      return Answer.problem(422, "the event is not known");
    }
    if (!isAbsolute(url)) {
      return Answer.problem(422, "url must be an absolute http or https address");
    }
    return subscriptions
        .find(owner, event.get(), url)
        .map(made -> Answer.of(200, made.view()))
        .orElseGet(() -> Answer.of(201, subscriptions.create(owner, event.get(), url).view()));
  }

  /** The token's subscriptions, oldest first. */
  Answer list(SimulatedExchange exchange) {
    ArrayNode views = JsonNodeFactory.instance.arrayNode();
    subscriptions.of(exchange.owner()).forEach(made -> views.add(made.view()));
    return Answer.of(200, views);
  }

  Answer delete(SimulatedExchange exchange, String id) {
    return subscriptions.remove(exchange.owner(), id)
        ? Answer.noContent()
        : Answer.notFound("subscription");
  }

  private static boolean isAbsolute(String url) {
    try {
      URI address = new URI(url);
      return address.getHost() != null && SCHEMES.contains(address.getScheme());
    } catch (URISyntaxException notAnAddress) {
      return false;
    }
  }
}
