package io.leadloop.push.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.push.wire.PushReply.Answered;
import io.leadloop.push.wire.PushReply.NoAnswer;
import io.leadloop.push.wire.PushReply.Unreachable;
import io.leadloop.testing.RawServer;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of a real server, well-formed or hostile. */
class PushAnswerTest {
  private static Vertx vertx;
  private static TestPush push;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    push = new TestPush(vertx);
  }

  @AfterAll
  static void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void statusBodyAndTimeAreReported() {
    Answered answer = answered("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.isSuccess()).isTrue();
    assertThat(answer.retryAfter()).isEmpty();
    assertThat(answer.excerpt()).isEqualTo("ok");
    assertThat(answer.took()).isPositive().isLessThan(TestPush.PATIENCE);
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 301, 400, 410, 429, 500, 503, 599, 999})
  void everyStatusIsAnAnswer(int status) {
    Answered answer = answered("HTTP/1.1 " + status + " X\r\ncontent-length: 0\r\n\r\n");
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.isSuccess()).isEqualTo(status == 204);
  }

  @ParameterizedTest
  @CsvSource({
    "120, PT2M",
    "0, PT0S",
    "86400, PT1H",
    "'Sat, 28 Nov 2026 10:31:00 GMT', PT59.5S",
    "'Sat, 28 Nov 2026 10:29:00 GMT', PT0S",
    "soon,",
  })
  void retryAfterIsReadAsSecondsOrDate(String header, Duration expected) {
    Answered answer =
        answered("HTTP/1.1 429 X\r\nretry-after: " + header + "\r\ncontent-length: 0\r\n\r\n");
    assertThat(answer.retryAfter()).isEqualTo(Optional.ofNullable(expected));
  }

  @Test
  void redirectIsNotFollowed() {
    RawServer other = RawServer.answering(vertx, TestPush.OK);
    for (int status : new int[] {301, 302, 303, 307, 308}) {
      Answered answer =
          answered(
              "HTTP/1.1 %d X\r\nlocation: %s\r\ncontent-length: 0\r\n\r\n"
                  .formatted(status, other.url()));
      assertThat(answer.status()).isEqualTo(status);
    }
    assertThat(other.connections).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 100 Continue\r\n\r\n",
        "HTTP/1.1 102 Processing\r\n\r\n",
        "HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\nHTTP/1.1 199 X\r\n\r\n",
      })
  void interimAnswersAreSkipped(String interim) {
    RawServer receiver = RawServer.answering(vertx, interim + TestPush.OK);
    PushClient client = push.client();
    for (int i = 0; i < 3; i++) {
      Answered answer = (Answered) TestPush.post(client, receiver.url());
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.excerpt()).isEqualTo("ok");
    }
    assertThat(receiver.connections).hasValue(1);
  }

  @Test
  void anInterimAnswerAloneIsNone() {
    RawServer receiver = RawServer.answering(vertx, "HTTP/1.1 103 Early Hints\r\n\r\n");
    assertNoAnswer(push.post(receiver.url(), "timeout", "PT1S"), "no answer in time");
  }

  @Test
  void anotherProtocolIsNoSuccess() {
    Answered answer =
        answered("HTTP/1.1 101 Switching Protocols\r\nupgrade: h2c\r\nconnection: upgrade\r\n\r\n");
    assertThat(answer.status()).isEqualTo(101);
    assertThat(answer.isSuccess()).isFalse();
  }

  @Test
  void anAnswerUpToTheLimitIsReadWhole() {
    String longest = "x".repeat(16_384);
    assertThat(answered(withLength(longest)).body()).isEqualTo(longest.getBytes(UTF_8));
    assertThat(answered(withLength(longest + "y")).body()).isEqualTo(longest.getBytes(UTF_8));
  }

  @Test
  void anAnswerOfTenMegabytesIsCutOff() {
    RawServer receiver = RawServer.answering(vertx, withLength("x".repeat(10 << 20)));
    Answered answer = (Answered) push.post(receiver.url());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).hasSize(16_384);
    await().until(() -> receiver.closed.get() == 1);
  }

  @Test
  void anAnswerWithoutAnEndIsCutOff() {
    RawServer receiver =
        RawServer.answering(
            vertx,
            socket -> {
              socket.write("HTTP/1.1 500 X" + TestPush.ENDLESS);
              pour(socket);
            });
    Answered answer = (Answered) push.post(receiver.url());
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.body()).hasSize(16_384);
    await().until(() -> receiver.closed.get() == 1);
  }

  private static void pour(NetSocket socket) {
    if (!socket.writeQueueFull()) {
      socket.write("1000\r\n" + " ".repeat(4096) + "\r\n").onSuccess(written -> pour(socket));
    } else {
      socket.drainHandler(drained -> pour(socket));
    }
  }

  @Test
  void aBodyThatTricklesIsGivenUpAndTheStatusCounts() {
    RawServer receiver =
        RawServer.answering(
            vertx, socket -> drip(socket, "HTTP/1.1 200 OK" + TestPush.ENDLESS, "1\r\nx\r\n"));
    Answered answer = (Answered) push.post(receiver.url(), "timeout", "PT2S");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.took()).isBetween(Duration.ofSeconds(2), TestPush.PATIENCE);
    await().until(() -> receiver.closed.get() == 1);
  }

  @Test
  void aHeadThatTricklesIsNoAnswer() {
    RawServer receiver =
        RawServer.answering(vertx, socket -> drip(socket, "HTTP/1.1 200 OK\r\nx: ", "x"));
    assertNoAnswer(push.post(receiver.url(), "timeout", "PT1S"), "no answer in time");
    await().until(() -> receiver.closed.get() == 1);
  }

  private static void drip(NetSocket socket, String text, String drop) {
    socket.write(text).onSuccess(written -> vertx.setTimer(50, tick -> drip(socket, drop, drop)));
  }

  @Test
  void aHangingReceiverIsGivenUpAndItsLateAnswerMeetsNoOtherMessage() {
    RawServer receiver =
        RawServer.answeringEach(
            vertx,
            (socket, request) -> {
              if (request.contains("/slow")) {
                vertx.setTimer(1_300, late -> socket.write(TestPush.OK));
              } else {
                socket.write("HTTP/1.1 422 X\r\ncontent-length: 0\r\n\r\n");
              }
            });
    PushClient client = push.client();
    SignedPost slow =
        SignedPost.of(
            TestPush.target(receiver.url().resolve("/slow")), TestPush.MESSAGE, 1, TestPush.NOW);
    PushReply late = client.send(slow, Duration.ofSeconds(1)).await().atMost(TestPush.PATIENCE);
    assertNoAnswer(late, "no answer in time");
    await().until(() -> receiver.closed.get() == 1);
    Answered next = (Answered) TestPush.post(client, receiver.url().resolve("/next"));
    assertThat(next.status()).isEqualTo(422);
    assertThat(receiver.connections).hasValue(2);
  }

  @Test
  void aConnectionLostAfterTheRequestIsNoAnswer() {
    RawServer receiver = RawServer.answering(vertx, NetSocket::close);
    assertNoAnswer(push.post(receiver.url()), "connection lost");
  }

  @Test
  void aBodyCutShortDoesNotHideTheStatus() {
    RawServer receiver =
        RawServer.answering(
            vertx,
            socket ->
                socket.end(Buffer.buffer("HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\nhal")));
    Answered answer = (Answered) push.post(receiver.url());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.excerpt()).isEqualTo("hal");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello\r\n\r\n",
        "SSH-2.0-OpenSSH_9.6\r\n",
        "HTTP/1.1 abc\r\n\r\n",
        "HTTP/1.1 200 OK\r\n: x\r\n\r\n",
        "HTTP/1.1 200 OK\r\nx\u0000y: z\r\n\r\n",
      })
  void whatIsNoHttpIsAWrongEndpoint(String answer) {
    RawServer receiver = RawServer.answering(vertx, answer);
    assertUnreachable(push.post(receiver.url()), "the answer is not HTTP");
    await().until(() -> receiver.closed.get() == 1);
  }

  @Test
  void anEndlessHeadIsAWrongEndpoint() {
    RawServer receiver =
        RawServer.answering(vertx, "HTTP/1.1 200 OK\r\nx: " + "x".repeat(100_000) + "\r\n\r\n");
    assertUnreachable(push.post(receiver.url()), "the answer is not HTTP");
    await().until(() -> receiver.closed.get() == 1);
  }

  @Test
  void excerptIsShortAndPrintable() {
    String body = "é\u0000\u001b[31m\u202e\r\nred" + "x".repeat(2_000);
    assertThat(answered(withLength(body)).excerpt())
        .hasSize(512)
        .startsWith("é[31m  redxxx")
        .endsWith("x");
    byte[] invalid = "a\u00ff\u00feb".getBytes(ISO_8859_1);
    assertThat(new Answered(200, Optional.empty(), invalid, Duration.ZERO).excerpt())
        .isEqualTo("a\ufffd\ufffdb");
  }

  private static String withLength(String body) {
    return "HTTP/1.1 200 OK\r\ncontent-length: " + body.getBytes(UTF_8).length + "\r\n\r\n" + body;
  }

  private static Answered answered(String answer) {
    return (Answered) push.post(RawServer.answering(vertx, answer).url());
  }

  private static void assertNoAnswer(PushReply reply, String reason) {
    assertThat(reply).isEqualTo(new NoAnswer(reason, reply.took()));
    assertThat(reply.excerpt()).isEqualTo(reason);
  }

  private static void assertUnreachable(PushReply reply, String reason) {
    assertThat(reply).isEqualTo(new Unreachable(reason, reply.took()));
    assertThat(reply.excerpt()).isEqualTo(reason);
  }
}
