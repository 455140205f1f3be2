package io.leadloop.push.wire;

import io.leadloop.outbound.RetryAfter;
import io.leadloop.outbound.TrustedAuthorities;
import io.leadloop.push.PushConfig;
import io.leadloop.push.wire.PushReply.NoAnswer;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/**
 * Posts messages to endpoints. A post never fails: every result is a {@link PushReply}.
 *
 * <p>Uses the Vert.x HTTP client for the reasons of {@code oplead.OpleadCalls}: bounded answers, a
 * bounded total time, and connections to the address that was checked.
 */
@ApplicationScoped
@Startup(Interceptor.Priority.PLATFORM_BEFORE)
public class PushClient {
  private static final Logger LOG = Logger.getLogger(PushClient.class);
  private static final Duration MOST_RETRY_AFTER = Duration.ofHours(1);

  private final Vertx vertx;
  private final PushConfig config;
  private final Clock clock;
  private final RetryAfter retryAfter;
  private final PushConnections connections;

  public PushClient(
      Vertx vertx,
      PushConfig config,
      TrustedAuthorities authorities,
      Clock clock,
      Config settings) {
    this.vertx = vertx;
    this.config = config;
    this.clock = clock;
    this.retryAfter = new RetryAfter(clock, MOST_RETRY_AFTER);
    this.connections = new PushConnections(vertx, config, authorities, userAgent(settings));
  }

  private static String userAgent(Config settings) {
    return settings
        .getOptionalValue("quarkus.application.version", String.class)
        .map(version -> "Leadloop/" + version)
        .orElse("Leadloop");
  }

  /**
   * Signs the message with the current time and sends it once, on subscription; the reply arrives
   * on the subscriber's context.
   *
   * @param attempt counts from 1
   */
  public Uni<PushReply> post(PushTarget target, PushMessage message, int attempt) {
    return Uni.createFrom()
        .item(() -> SignedPost.of(target, message, attempt, clock.instant()))
        .chain(post -> send(post, config.timeout()))
        .onFailure()
        .recoverWithItem(PushClient::broken);
  }

  /**
   * Sends it as it is.
   *
   * @param within the time-out for everything together
   */
  Uni<PushReply> send(SignedPost post, Duration within) {
    return Uni.createFrom()
        .emitter(
            emitter ->
                vertx
                    .getOrCreateContext()
                    .runOnContext(
                        here ->
                            Future.succeededFuture()
                                .compose(now -> exchange(post, within))
                                .otherwise(PushClient::broken)
                                .onSuccess(emitter::complete)));
  }

  private Future<PushReply> exchange(SignedPost post, Duration within) {
    return new PushExchange(vertx, connections, retryAfter, config.maxAnswerBytes())
        .run(post, within);
  }

  /** Reached only by a bug. */
  private static PushReply broken(Throwable bug) {
    LOG.error("A delivery failed inside the gateway", bug);
    return new NoAnswer("the delivery failed inside the gateway", Duration.ZERO);
  }

  @PreDestroy
  void close() {
    connections.close();
  }
}
