package io.leadloop.oplead;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The guard and the HTTP codec on an embedded channel, with input split at every position. */
class AnswerOrderGuardTest {
  private static final Duration REST = Duration.ofMillis(100);
  private static final String BODY = "{\"id\":\r\n\r\n\"a1\"}";
  private static final List<String> ANSWERS =
      List.of(
          "HTTP/1.1 201 Created\r\ncontent-length: " + BODY.length() + "\r\n\r\n" + BODY,
          "HTTP/1.1 201 Created\r\ntransfer-encoding: chunked\r\n\r\n"
              + "7\r\n{\"id\":\r\r\n8;x=y\r\n\n\r\n\"a1\"}\r\n0\r\nx-trailer: 1\r\n\r\n",
          "HTTP/1.1 204 No Content\r\ncontent-length: 7\r\n\r\n",
          "HTTP/1.1 201 Created\r\ncontent-length: 0\r\n\r\n");
  private static final List<String> SURPLUS =
      List.of("", "\n", "H", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");

  @Property(tries = 2_000)
  void theCodecGetsTheAwaitedAnswerAndNothingElse(
      @ForAll("answers") String answer,
      @ForAll("interims") String interim,
      @ForAll("surplus") String surplus,
      @ForAll Random cuts) {
    Connection connection = new Connection();
    connection.request();
    receiveInPieces(connection, interim + answer + surplus, cuts);

    assertThat(connection.answered).isEqualTo(1);
    assertThat(connection.status).isEqualTo(answer.contains("204") ? 204 : 201);
    assertThat(connection.body.toString()).isEqualTo(bodyOf(answer));
    assertThat(connection.channel.isActive()).isEqualTo(surplus.isEmpty());

    connection.rest();
    assertThat(connection.ended).isEqualTo(surplus.isEmpty() ? 1 : 0);
  }

  @Example
  void bytesOnARestingOrIdleConnectionCloseIt() {
    for (boolean rested : new boolean[] {false, true}) {
      Connection connection = new Connection();
      connection.request();
      connection.receive(ANSWERS.get(0));
      if (rested) {
        connection.rest();
      }
      assertThat(connection.channel.isActive()).isTrue();
      connection.receive("H");
      assertThat(connection.channel.isActive()).isFalse();
    }
  }

  @Example
  void anAnswerThatIsThereBeforeTheRequestHasLeftIsNotTakenOnAUsedConnection() {
    Connection connection = new Connection();
    connection.request();
    connection.receive(ANSWERS.get(0));
    connection.rest();
    connection.channel.writeOutbound(
        new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/leads"));

    connection.receive(ANSWERS.get(0));

    assertThat(connection.answered).isEqualTo(1);
    assertThat(connection.channel.isActive()).isFalse();
  }

  @Example
  void aFreshConnectionMayRefuseARequestBeforeItHasLeft() {
    Connection connection = new Connection();
    connection.channel.writeOutbound(
        new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/leads"));
    connection.receive("HTTP/1.1 401 Unauthorized\r\ncontent-length: 0\r\n\r\n");
    assertThat(connection.status).isEqualTo(401);
  }

  @Provide
  Arbitrary<String> answers() {
    return Arbitraries.of(ANSWERS);
  }

  @Provide
  Arbitrary<String> interims() {
    return Arbitraries.of(
            "HTTP/1.1 100 Continue\r\n\r\n",
            "HTTP/1.1 102 Processing\r\nx: y\r\n\r\n",
            "HTTP/1.1 103 Early Hints\r\nlink: <a>\r\n\r\n")
        .list()
        .ofMaxSize(3)
        .map(interims -> String.join("", interims));
  }

  @Provide
  Arbitrary<String> surplus() {
    return Arbitraries.of(SURPLUS);
  }

  private static String bodyOf(String answer) {
    return answer.contains("a1") ? BODY : "";
  }

  private static void receiveInPieces(Connection connection, String text, Random cuts) {
    int from = 0;
    while (from < text.length() && connection.channel.isActive()) {
      int to = Math.min(text.length(), from + 1 + cuts.nextInt(cuts.nextBoolean() ? 4 : 200));
      connection.receive(text.substring(from, to));
      from = to;
    }
  }

  /** A client's end of a connection, and what the client received. */
  private static final class Connection {
    final StringBuilder body = new StringBuilder();
    final EmbeddedChannel channel = new EmbeddedChannel();
    int answered;
    int status;
    int ended;

    Connection() {
      channel.pipeline().addLast("codec", new HttpClientCodec());
      channel.pipeline().addLast("handler", new ChannelInboundHandlerAdapter());
      AnswerOrderGuard.install(channel.pipeline(), REST);
      channel.pipeline().get(AnswerOrderGuard.class).onAnswer(() -> answered++);
    }

    void request() {
      channel.writeOutbound(
          new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/leads"));
      channel.releaseOutbound();
    }

    void receive(String text) {
      channel.writeInbound(Unpooled.copiedBuffer(text, ISO_8859_1));
      take();
    }

    void rest() {
      channel.advanceTimeBy(REST.toMillis(), TimeUnit.MILLISECONDS);
      channel.runScheduledPendingTasks();
      take();
    }

    private void take() {
      for (Object message = channel.readInbound();
          message != null;
          message = channel.readInbound()) {
        if (message instanceof HttpResponse head) {
          status = head.status().code();
        }
        if (message instanceof HttpContent content) {
          ByteBuf bytes = content.content();
          body.append(bytes.toString(ISO_8859_1));
          bytes.release();
        }
        if (message instanceof LastHttpContent) {
          ended++;
        }
      }
    }
  }
}
