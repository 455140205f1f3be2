package io.leadloop.access;

import io.leadloop.http.connection.LastAnswer;
import io.leadloop.vault.ApiKey;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** An authenticated request in progress with its credential. */
final class OpenRequest {
  /** Time for a request to end gracefully. */
  private static final long LINGER_MILLIS = 100;

  /** Time for the client to read what was already written to the connection. */
  private static final long FLUSH_MILLIS = 500;

  private final RoutingContext request;
  private final Credential credential;
  private final Context context;
  private final long since = System.nanoTime();
  private volatile Runnable gracefulEnd = () -> {};

  /**
   * @param context the request's context; only its event loop may end the request
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

  /** Whether the credential is an expired token. */
  boolean isExpired(Clock clock) {
    return credential.isExpired(clock.instant());
  }

  /** The public id of the key, if the credential is a key of this kind of owner. */
  Optional<String> keyOf(ApiKey.Owner owner) {
    return credential.keyOf(owner);
  }

  /** For the log, without secrets. */
  String caller() {
    return credential.caller();
  }

  void onEnd(Runnable end) {
    gracefulEnd = end;
  }

  void end() {
    context.runOnContext(
        now -> {
          if (!isOver()) {
            gracefulEnd.run();
            context.owner().setTimer(LINGER_MILLIS, late -> cutOff());
          }
        });
  }

  /** Does nothing after the response: the connection may then carry another caller's request. */
  private void cutOff() {
    if (isOver()) {
      LastAnswer.cutOffUnlessTaken(request, Duration.ofMillis(FLUSH_MILLIS));
    } else {
      LastAnswer.cutOff(request);
    }
  }
}
