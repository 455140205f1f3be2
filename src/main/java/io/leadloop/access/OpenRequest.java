package io.leadloop.access;

import io.leadloop.http.connection.LastAnswer;
import io.leadloop.vault.ApiKey;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** One authenticated request that is not answered yet, and what its caller showed. */
final class OpenRequest {
  /** How long a request may take to end in its own way. */
  private static final long LINGER_MILLIS = 100;

  /** How long the client may then take to read what was written, of this answer or before it. */
  private static final long FLUSH_MILLIS = 500;

  private final RoutingContext request;
  private final Credential credential;
  private final Context context;
  private final long since = System.nanoTime();
  private volatile Runnable ownEnd = () -> {};

  /**
   * @param context the request's own, whose event loop alone may end it
   */
  OpenRequest(RoutingContext request, Credential credential, Context context) {
    this.request = request;
    this.credential = credential;
    this.context = context;
  }

  boolean isOver() {
    HttpServerResponse response = request.response();
    return response.ended() || response.closed();
  }

  boolean isOlderThan(Duration age) {
    return System.nanoTime() - since > age.toNanos();
  }

  /** Whether a token ended by itself. */
  boolean isExpired(Clock clock) {
    return credential instanceof Credential.Token token
        && !clock.instant().isBefore(token.expiresAt());
  }

  /** The public id of the key, if it is one of that owner. */
  Optional<String> keyOf(ApiKey.Owner owner) {
    return credential instanceof Credential.Key key && key.owner() == owner
        ? Optional.of(key.publicId())
        : Optional.empty();
  }

  /** For the log: no secret. */
  String caller() {
    return credential instanceof Credential.Key key ? "key:" + key.publicId() : "token";
  }

  void onEnd(Runnable end) {
    ownEnd = end;
  }

  void end() {
    context.runOnContext(
        now -> {
          if (!isOver()) {
            ownEnd.run();
            context.owner().setTimer(LINGER_MILLIS, late -> cutOff());
          }
        });
  }

  /** After its answer, the connection may carry another caller's request. */
  private void cutOff() {
    if (isOver()) {
      LastAnswer.cutOffUnlessTaken(request, Duration.ofMillis(FLUSH_MILLIS));
    } else {
      LastAnswer.cutOff(request);
    }
  }
}
