package io.leadloop.callback;

import io.leadloop.feedback.callback.CallbackToken;
import io.leadloop.feedback.callback.Callbacks;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Path;

/** Where Oplead calls back, one address per lead. */
@Path("/callbacks")
public class CallbackResource extends CallbackEndpoint<CallbackToken> {
  private final Callbacks callbacks;

  CallbackResource(Callbacks callbacks, CallbackConfig config) {
    super(config);
    this.callbacks = callbacks;
  }

  @Override
  Uni<Void> store(CallbackToken token, SentBody sent) {
    return callbacks.take(token, sent.contentType(), sent.body());
  }
}
