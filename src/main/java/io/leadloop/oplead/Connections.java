package io.leadloop.oplead;

import io.leadloop.oplead.profile.OpleadConfig;
import io.leadloop.oplead.text.ContentCoding;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.tracing.TracingPolicy;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Sets up the one HTTP/1.1 client for all customers: connections are kept and counted per host, so
 * that a host which hangs takes none from another. It decompresses nothing, which would let a small
 * answer grow without bound ({@link ContentCoding} does, within bounds), follows no redirect, which
 * would take the token to another host, and has no metrics name: the metrics of a named client are
 * tagged with the whole address, in which a token may travel.
 */
final class Connections {

  /** How long surplus bytes that follow an answer are waited for. */
  private static final Duration REST = Duration.ofMillis(100);

  private Connections() {}

  static HttpClient client(Vertx vertx, OpleadConfig config) {
    HttpClientOptions options =
        new HttpClientOptions()
            .setConnectTimeout(Math.toIntExact(config.connectTimeout().toMillis()))
            .setSslHandshakeTimeout(config.connectTimeout().toMillis())
            .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
            .setKeepAlive(true)
            .setKeepAliveTimeout(Math.toIntExact(config.pool().keepAlive().toSeconds()))
            // A trace names the whole address, of which a customer's token may be part.
            .setTracingPolicy(TracingPolicy.IGNORE);
    return vertx
        .httpClientBuilder()
        .with(options)
        .with(new PoolOptions().setHttp1MaxSize(config.pool().size()))
        .withConnectHandler(connection -> AnswerOrderGuard.install(connection, REST))
        .build();
  }
}
