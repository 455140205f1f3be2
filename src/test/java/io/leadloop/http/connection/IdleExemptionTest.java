package io.leadloop.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.testing.RawConnection;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.timeout.IdleStateEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdleExemptionTest {
  private static final int IDLE_MILLIS = 50;

  private final Vertx vertx = Vertx.vertx();
  private URI address;

  @BeforeEach
  void start() {
    HttpServer server =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setHttp2ClearTextEnabled(false)
                    .setIdleTimeout(IDLE_MILLIS)
                    .setIdleTimeoutUnit(TimeUnit.MILLISECONDS))
            .requestHandler(IdleExemptionTest::answer)
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

  /** Regression: the connection was closed without a response. */
  @Test
  void requestIsAnsweredHoweverLongItTakes() {
    try (RawConnection connection = new RawConnection(address)) {
      connection.head("GET /late", "X-No: body");
      assertThat(connection.readUntil("answered")).startsWith("HTTP/1.1 200");
      assertThat(connection.readToTheEnd()).as("and the connection is idle again").isEmpty();
    }
  }

  @Test
  void requestThatDoesNotArriveEndsWithItsConnection() {
    try (RawConnection connection = new RawConnection(address)) {
      connection.head("POST /late", "Content-Length: 5").send("half");
      assertThat(connection.readToTheEnd()).isEmpty();
    }
  }

  @Test
  void responseThatStallsEndsWithItsConnection() {
    try (RawConnection connection = new RawConnection(address)) {
      connection.head("GET /stalled", "X-No: body");
      assertThat(connection.readToTheEnd()).contains("begun").doesNotContain("answered");
    }
  }

  private static void answer(HttpServerRequest request) {
    if (request.path().equals("/stalled")) {
      request.response().setChunked(true).write("begun");
    }
    ChannelPipeline pipeline =
        ((ConnectionBase) request.connection()).channelHandlerContext().pipeline();
    pipeline.addAfter("idle", "late", new LateAnswer(request));
  }

  /** Answers after the connection was found idle, and whatever is done then was done. */
  private static final class LateAnswer extends ChannelInboundHandlerAdapter {
    private final HttpServerRequest request;

    LateAnswer(HttpServerRequest request) {
      this.request = request;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      context.fireUserEventTriggered(event);
      if (event instanceof IdleStateEvent && context.channel().isActive()) {
        context.pipeline().remove(this);
        request.response().end("answered");
      }
    }
  }
}
