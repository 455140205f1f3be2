package io.leadloop.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.testing.tls.EagerTlsClient;
import io.leadloop.testing.tls.TestAuthority;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Limits of a connection with TLS. */
class TlsConnectionTest {
  private static final TestAuthority AUTHORITY = new TestAuthority("gateway's authority");
  private static final List<String> REQUESTS = new CopyOnWriteArrayList<>();
  private static Vertx vertx;
  private static HttpServer server;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    server =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setSsl(true)
                    .setKeyCertOptions(AUTHORITY.issue("localhost").forServer()))
            .requestHandler(
                request -> {
                  REQUESTS.add(request.path());
                  request.response().end("answer to " + request.path());
                })
            .listen(0, "localhost")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  @AfterAll
  static void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void aRequestSentWithTheEndOfTheHandshakeIsAnswered() throws Exception {
    assertThat(send("GET /early HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200 OK")
        .endsWith("answer to /early");
  }

  /** Regression: the limits began with the second piece that a client sent. */
  @Test
  void aRequestSentWithTheEndOfTheHandshakeIsLimitedLikeAnyOther() throws Exception {
    assertThat(send("GET /invalid HTTP/1.1\r\nContent-Length: x\r\n\r\n"))
        .startsWith("HTTP/1.1 400")
        .contains("application/problem+json");
    assertThat(REQUESTS).doesNotContain("/invalid");
  }

  private static String send(String request) throws Exception {
    return EagerTlsClient.send(vertx, AUTHORITY, server.actualPort(), request);
  }
}
