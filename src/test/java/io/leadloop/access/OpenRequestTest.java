package io.leadloop.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.testing.RawConnection;
import io.leadloop.vault.ApiKey;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenRequestTest {
  /** More than the socket buffers hold. */
  private static final int MANY_BYTES = 30_000_000;

  private static final Credential KEY = new Credential.Key(ApiKey.Owner.PROVIDER, "public");

  private final Vertx vertx = Vertx.vertx();
  private final CountDownLatch closed = new CountDownLatch(1);
  private URI address;

  @BeforeEach
  void start() {
    Router router = Router.router(vertx);
    router.get("/unread").handler(this::writeMuchAndEnd);
    router.get("/unread-end").handler(this::endWithMuch);
    router.get("/own-end").handler(this::endGracefully);
    router
        .get("/next")
        .handler(request -> vertx.setTimer(500, later -> request.response().end("next")));
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0)
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    address = URI.create("http://localhost:" + server.actualPort());
  }

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  /** Regression: closing waited until the client had read everything. */
  @Test
  void clientThatReadsNothingIsDisconnected() throws InterruptedException {
    try (RawConnection connection = new RawConnection(address)) {
      connection.head("GET /unread");
      assertThat(closed.await(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** Regression: a client that read a few bytes a minute kept its connection. */
  @Test
  void slowReaderIsDisconnected() throws InterruptedException {
    try (RawConnection connection = new RawConnection(address)) {
      connection.head("GET /unread-end");
      connection.readUntil("\r\n\r\n");
      assertThat(closed.await(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** Regression: the close interrupted the next request on the same connection. */
  @Test
  void nextRequestOfTheConnectionIsAnswered() {
    try (RawConnection connection = new RawConnection(address)) {
      connection.head("GET /own-end");
      connection.readUntil("ended");
      connection.head("GET /next");
      assertThat(connection.readUntil("next")).startsWith("HTTP/1.1 200");
    }
  }

  private void writeMuchAndEnd(RoutingContext request) {
    request.request().connection().closeHandler(gone -> closed.countDown());
    request.response().setChunked(true).write(Buffer.buffer(new byte[MANY_BYTES]));
    open(request).end();
  }

  private void endWithMuch(RoutingContext request) {
    request.request().connection().closeHandler(gone -> closed.countDown());
    OpenRequest opened = open(request);
    opened.onEnd(() -> request.response().end(Buffer.buffer(new byte[MANY_BYTES])));
    opened.end();
  }

  private void endGracefully(RoutingContext request) {
    OpenRequest opened = open(request);
    opened.onEnd(() -> request.response().end("ended"));
    opened.end();
  }

  private OpenRequest open(RoutingContext request) {
    return new OpenRequest(request, KEY, vertx.getOrCreateContext());
  }
}
