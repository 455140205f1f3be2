package io.leadloop.oplead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.oplead.answer.Outcome.Accepted;
import io.leadloop.testing.RawServer;
import io.smallrye.mutiny.Multi;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetSocket;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Oplead sends several answers to a request, or one too early. Each lead has its own customer, all
 * share the connections to one host, and none may get another one's answer.
 */
class MisplacedAnswerTest {
  private static final int LEADS = 60;
  private static final Pattern NUMBER = Pattern.compile("\"lastname\":\"L(\\d+)\"");

  private static TestClient test;
  private static Vertx vertx;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    test = new TestClient(vertx);
  }

  @AfterAll
  static void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 100 Continue\r\n\r\n",
        "HTTP/1.1 102 Processing\r\n\r\n",
        "HTTP/1.1 103 Early Hints\r\nlink: </style.css>; rel=preload\r\n\r\n",
        "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 199 So\r\n\r\n"
      })
  void interimAnswersAreSkippedAndTheFinalOneCounts(String interim) {
    RawServer together = answering((socket, id) -> socket.write(interim + created(id)));
    assertThat(wronglyAnswered(together)).isZero();
    assertThat(together.closed.get()).isZero();

    RawServer apart =
        answering((socket, id) -> socket.write(interim).onSuccess(v -> later(socket, created(id))));
    assertThat(wronglyAnswered(apart)).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 201 Created\r\ncontent-length: 15\r\n\r\n{\"id\":\"foreign\"}",
        "HTTP/1.1 201 Created\r\ncontent-length: 2\r\n\r\n{}",
        "HTTP/1.1 201 Created\r\ncontent-le",
        "HTTP/1.1 102 Processing\r\n\r\n",
        "H",
        "\r\n",
        "what is this?"
      })
  void surplusBytesAfterAnAnswerAnswerNoRequest(String surplus) {
    RawServer together = answering((socket, id) -> socket.write(created(id) + surplus));
    assertThat(wronglyAnswered(together)).isZero();
    await().until(() -> together.closed.get() == together.connections.get());
    assertThat(together.connections.get()).isEqualTo(LEADS);

    RawServer apart =
        answering((socket, id) -> socket.write(created(id)).onSuccess(v -> later(socket, surplus)));
    assertThat(wronglyAnswered(apart)).isZero();
    await().until(() -> apart.closed.get() == apart.connections.get());
  }

  /** Sends the leads, eight at a time; returns how many got a wrong answer. */
  private static long wronglyAnswered(RawServer oplead) {
    OpleadClient client = test.client();
    return Multi.createFrom()
        .items(IntStream.range(0, LEADS).boxed())
        .onItem()
        .transformToUni(
            i ->
                client
                    .createLead(new OpleadAccount(oplead.url(), "token" + i), lead(i))
                    .map(reply -> !reply.outcome().equals(new Accepted(Optional.of("L" + i)))))
        .merge(8)
        .filter(wrong -> wrong)
        .collect()
        .with(Collectors.counting())
        .await()
        .atMost(TestClient.PATIENCE);
  }

  private static OpleadLead lead(int i) {
    return TestClient.lead("{\"lastname\":\"L" + i + "\"}");
  }

  private static RawServer answering(BiConsumer<NetSocket, String> script) {
    return RawServer.answeringEach(
        vertx,
        (socket, request) -> {
          Matcher number = NUMBER.matcher(request);
          assertThat(number.find()).isTrue();
          script.accept(socket, "L" + number.group(1));
        });
  }

  private static void later(NetSocket socket, String text) {
    vertx.setTimer(20, tick -> socket.write(text));
  }

  private static String created(String id) {
    String body = "{\"id\":\"" + id + "\"}";
    return "HTTP/1.1 201 Created\r\ncontent-length: " + body.length() + "\r\n\r\n" + body;
  }
}
