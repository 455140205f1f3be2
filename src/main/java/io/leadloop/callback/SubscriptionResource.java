package io.leadloop.callback;

import io.leadloop.feedback.callback.Notifications;
import io.leadloop.feedback.callback.SubscriptionToken;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Path;

/**
 * Where Oplead reports what the gateway is subscribed to, one address per kind and customer. A
 * report that concerns no lead of the gateway is answered 200 like the rest, or Oplead might give
 * the subscription up.
 */
@Path("/callbacks/subscriptions")
public class SubscriptionResource extends CallbackEndpoint<SubscriptionToken> {
  private final Notifications notifications;

  SubscriptionResource(Notifications notifications, CallbackConfig config) {
    super(config);
    this.notifications = notifications;
  }

  @Override
  Uni<Void> store(SubscriptionToken token, SentBody sent) {
    return notifications.take(token, sent.contentType(), sent.body());
  }
}
