package io.leadloop.http.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.testing.RawConnection;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OneRequestAtATimeTest {
  private static final String REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger mostOpen = new AtomicInteger();
  private final AtomicInteger served = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);
  private int answerBytes = 10;
  private URI address;

  @BeforeEach
  void start() {
    HttpServer server =
        vertx
            .createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
            .requestHandler(this::answer)
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

  @Test
  void pipelinedRequestsAreAnsweredInSequence() {
    try (RawConnection connection = new RawConnection(address)) {
      connection.send(REQUEST.repeat(10));
      for (int i = 0; i < 10; i++) {
        assertThat(connection.readUntil("xxxxxxxxxx")).contains("200 OK");
      }
    }
    assertThat(mostOpen.get()).isEqualTo(1);
  }

  @Test
  void connectionServesSeveralRequests() {
    try (RawConnection connection = new RawConnection(address)) {
      for (int i = 0; i < 200; i++) {
        connection.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n");
        connection.send("hello");
        assertThat(connection.readUntil("xxxxxxxxxx")).contains("200 OK");
      }
    }
  }

  /** Regression: each request put a response into memory, even if earlier ones were unread. */
  @Test
  void clientThatReadsNothingGetsNoMoreAnswers() throws InterruptedException {
    answerBytes = 1_000_000;
    try (RawConnection connection = new RawConnection(address)) {
      // Requests are answered until the socket buffers are full.
      connection.send(REQUEST.repeat(20));
      await()
          .during(Duration.ofMillis(500))
          .atMost(Duration.ofSeconds(60))
          .until(() -> served.get() > 0 && served.get() < 20);
    }
    assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void clientThatPipelinesManyRequestsIsDisconnected() throws InterruptedException {
    try (RawConnection connection = new RawConnection(address)) {
      connection.send(REQUEST.repeat(1_000));
      assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(served.get()).isLessThan(100);
  }

  @Test
  void clientThatPipelinesALongBodyIsDisconnected() throws InterruptedException {
    answerBytes = 1_000_000;
    try (RawConnection connection = new RawConnection(address)) {
      connection.send(REQUEST.repeat(10));
      connection.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n");
      connection.send("x".repeat(50_000));
      assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** Regression: only the bodies of held requests were counted. */
  @Test
  void clientThatPipelinesLongHeadsIsDisconnected() throws InterruptedException {
    answerBytes = 1_000_000;
    try (RawConnection connection = new RawConnection(address)) {
      connection.send(REQUEST.repeat(10));
      for (int i = 0; i < 3; i++) {
        connection.head("GET /", "X-Long: " + "x".repeat(7_000));
      }
      assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  private void answer(HttpServerRequest request) {
    request.connection().closeHandler(gone -> closed.countDown());
    mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
    vertx.setTimer(
        2,
        later -> {
          open.decrementAndGet();
          served.incrementAndGet();
          request.response().end(Buffer.buffer("x".repeat(answerBytes)));
        });
  }
}
