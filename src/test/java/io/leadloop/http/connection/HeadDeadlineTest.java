package io.leadloop.http.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeadDeadlineTest {
  private final EmbeddedChannel channel =
      new EmbeddedChannel(
          new HttpRequestDecoder(),
          new HttpResponseEncoder(),
          new HeadDeadline(),
          new OneRequestAtATime(),
          new InvalidRequestRefusal());

  @BeforeEach
  void stopTheClock() {
    channel.freezeTime();
  }

  /** Regression: each byte restarted the idle time-out. */
  @Test
  void slowHeadIsRejectedInTime() {
    send("GET / HTTP/1.1\r\nX-Slow: ");
    for (int second = 1; second < HeadDeadline.LIMIT.toSeconds(); second++) {
      pass(Duration.ofSeconds(1));
      send("x");
      assertThat(channel.isOpen()).isTrue();
    }
    pass(Duration.ofSeconds(1));
    assertThat(sent()).startsWith("HTTP/1.1 408").contains("/problems/request-timeout");
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void headMayArriveInParts() {
    send("GET / HTTP/1.1\r\n");
    pass(HeadDeadline.LIMIT.minusSeconds(1));
    send("Host: localhost\r\n\r\n");
    pass(HeadDeadline.LIMIT.multipliedBy(2));
    assertThat(channel.isOpen()).isTrue();
    assertThat(channel.<Object>readInbound()).isNotNull();
  }

  @Test
  void bodyAndIdleConnectionHaveOtherLimits() {
    send("POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\n");
    pass(HeadDeadline.LIMIT.multipliedBy(2));
    send("x");
    pass(HeadDeadline.LIMIT.multipliedBy(2));
    send("xx");
    answer();
    pass(HeadDeadline.LIMIT.multipliedBy(2));
    assertThat(channel.isOpen()).isTrue();
  }

  /** With TLS a request may begin before the guard is installed. */
  @Test
  void bodyGuardedFromItsMiddleIsNotAHead() {
    EmbeddedChannel begun = new EmbeddedChannel(new HttpRequestDecoder());
    begun.freezeTime();
    write(begun, "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n");
    begun.pipeline().addLast(new HeadDeadline());
    for (String part : new String[] {"3", "\r\nabc\r\n", "3", "\r\nab"}) {
      write(begun, part);
    }
    begun.advanceTimeBy(HeadDeadline.LIMIT.toMillis() * 2, TimeUnit.MILLISECONDS);
    begun.runScheduledPendingTasks();
    assertThat(begun.inboundMessages())
        .allMatch(message -> ((HttpObject) message).decoderResult().isSuccess());
  }

  @Test
  void lateHeadWaitsForThePreviousAnswer() {
    send("GET / HTTP/1.1\r\n\r\n");
    send("GET / HTTP/1.1\r\n");
    pass(HeadDeadline.LIMIT);
    assertThat(sent()).isEmpty();
    answer();
    channel.runPendingTasks();
    assertThat(sent()).contains("HTTP/1.1 200", "HTTP/1.1 408");
    assertThat(channel.isOpen()).isFalse();
  }

  private void answer() {
    channel.writeOutbound(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
  }

  private void pass(Duration time) {
    channel.advanceTimeBy(time.toMillis(), TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
    channel.runPendingTasks();
  }

  private void send(String text) {
    write(channel, text);
  }

  private static void write(EmbeddedChannel channel, String text) {
    channel.writeInbound(Unpooled.copiedBuffer(text, ISO_8859_1));
  }

  private String sent() {
    StringBuilder text = new StringBuilder();
    for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
      text.append(part.toString(ISO_8859_1));
    }
    return text.toString();
  }
}
