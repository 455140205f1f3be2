package io.leadloop.oplead;

import io.leadloop.oplead.profile.OpleadConfig;
import io.leadloop.oplead.text.ContentCoding;
import io.leadloop.outbound.TrustedAuthorities;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.tracing.TracingPolicy;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Configures the one HTTP/1.1 client for all customers. Connections are pooled and limited per
 * host, so a hanging host affects no other. The client does not decompress, which would be
 * unbounded ({@link ContentCoding} is bounded), follows no redirects, which would send the token to
 * another host, and has no metrics name, since metrics of a named client contain the whole address,
 * possibly with a token. Certificates are verified against the host name, although the connection
 * is to the address that was checked.
 */
final class Connections {

  /** How long an answered connection waits for surplus bytes. */
  private static final Duration REST = Duration.ofMillis(100);

  /** The TLS configuration that names a private authority: {@code quarkus.tls.oplead}. */
  private static final String TLS = "oplead";

  private Connections() {}

  static HttpClient client(Vertx vertx, OpleadConfig config, TrustedAuthorities authorities) {
    HttpClientOptions options =
        new HttpClientOptions()
            .setConnectTimeout(Math.toIntExact(config.connectTimeout().toMillis()))
            .setSslHandshakeTimeout(config.connectTimeout().toMillis())
            .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
            .setKeepAlive(true)
            .setKeepAliveTimeout(Math.toIntExact(config.pool().keepAlive().toSeconds()))
            // Spans contain the whole address, possibly with the customer's token.
            .setTracingPolicy(TracingPolicy.IGNORE);
    return authorities.client(
        TLS,
        options,
        complete ->
            vertx
                .httpClientBuilder()
                .with(complete)
                .with(new PoolOptions().setHttp1MaxSize(config.pool().size()))
                .withConnectHandler(connection -> AnswerOrderGuard.install(connection, REST))
                .build());
  }
}
