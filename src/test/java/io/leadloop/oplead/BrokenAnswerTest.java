package io.leadloop.oplead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.oplead.answer.Classifier;
import io.leadloop.oplead.answer.HttpAnswer;
import io.leadloop.oplead.answer.Outcome;
import io.leadloop.oplead.answer.Outcome.Accepted;
import io.leadloop.oplead.answer.Outcome.Refused;
import io.leadloop.oplead.answer.Outcome.Unavailable;
import io.leadloop.oplead.answer.Outcome.Unknown;
import io.leadloop.oplead.profile.OpleadConfig;
import io.leadloop.oplead.profile.OpleadProfile;
import io.leadloop.oplead.profile.TestConfig;
import io.leadloop.oplead.profile.TestProfile;
import io.leadloop.outbound.TrustedAuthorities;
import io.leadloop.testing.RawServer;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Late, endless, truncated or invalid answers after the whole request was sent. */
class BrokenAnswerTest {

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

  @Test
  void aTimeOutAfterTheRequestLeftIsUnknown() {
    RawServer oplead = RawServer.answering(vertx, "");

    OpleadReply reply = test.send(oplead.url(), "read-timeout", "PT0.3S");

    assertThat(reply.outcome()).isEqualTo(new Unknown("No answer from Oplead: time-out"));
    assertThat(reply.sinceSent().orElseThrow()).isPositive().isLessThan(TestClient.PATIENCE);
    await().until(() -> oplead.requests.size() == 1);
    await().until(() -> oplead.closed.get() == 1);
  }

  @Test
  void aConnectionCutAfterTheRequestWasReadIsUnknown() {
    RawServer oplead = RawServer.answering(vertx, NetSocket::close);
    OpleadReply reply = test.send(oplead.url());
    assertThat(reply.outcome()).isEqualTo(new Unknown("No answer from Oplead: connection lost"));
    assertThat(reply.sinceSent().orElseThrow()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hello\r\n\r\n", "HTTP/1.1 abc\r\n\r\n", "HTTP/1.1 20"})
  void anAnswerThatIsNotHttpIsUnknown(String answer) {
    RawServer oplead = RawServer.answering(vertx, socket -> socket.end(Buffer.buffer(answer)));
    assertThat(test.send(oplead.url()).outcome())
        .isEqualTo(new Unknown("No answer from Oplead: connection lost"));
  }

  @Test
  void anAnswerOfTenMegabytesIsCutOff() {
    String huge = "{\"id\":\"a1\",\"x\":\"" + "x".repeat(10 << 20) + "\"}";
    RawServer oplead =
        RawServer.answering(
            vertx, "HTTP/1.1 201 OK\r\ncontent-length: " + huge.length() + "\r\n\r\n" + huge);

    assertThat(test.send(oplead.url()).outcome()).isEqualTo(new Accepted(Optional.of("a1")));

    await().until(() -> oplead.closed.get() == 1);
  }

  @Test
  void anAnswerWithoutAnEndIsCutOff() {
    RawServer oplead =
        RawServer.answering(
            vertx,
            socket -> {
              socket.write("HTTP/1.1 422 Nope" + TestClient.ENDLESS);
              pour(socket);
            });

    assertThat(test.send(oplead.url()).outcome()).isEqualTo(new Refused("HTTP 422"));

    await().until(() -> oplead.closed.get() == 1);
  }

  private static void pour(NetSocket socket) {
    if (!socket.writeQueueFull()) {
      socket.write("1000\r\n" + " ".repeat(4096) + "\r\n").onSuccess(written -> pour(socket));
    } else {
      socket.drainHandler(drained -> pour(socket));
    }
  }

  @Test
  void anAnswerUpToTheLimitIsReadWhole() {
    String end = "{\"id\":\"a1\"}";
    String longest = " ".repeat(Exchange.MOST_ANSWER_BYTES - end.length()) + end;
    assertThat(answered("201 OK", "content-length: " + longest.length(), longest))
        .isEqualTo(new Accepted(Optional.of("a1")));
    assertThat(answered("201 OK", "content-length: " + (longest.length() + 1), " " + longest))
        .isEqualTo(new Accepted(Optional.empty()));
  }

  @Test
  void aBodyThatDripsIsGivenUpAndTheStatusCounts() {
    RawServer oplead =
        RawServer.answering(
            vertx, socket -> drip(socket, "HTTP/1.1 201 OK" + TestClient.ENDLESS, "1\r\n \r\n"));
    assertThat(test.send(oplead.url(), "read-timeout", "PT2S").outcome())
        .isEqualTo(new Accepted(Optional.empty()));
    await().until(() -> oplead.closed.get() == 1);
  }

  @Test
  void aHeadThatDripsIsUnknown() {
    RawServer oplead =
        RawServer.answering(vertx, socket -> drip(socket, "HTTP/1.1 201 OK\r\nx: ", "x"));
    assertThat(test.send(oplead.url(), "read-timeout", "PT0.5S").outcome())
        .isEqualTo(new Unknown("No answer from Oplead: time-out"));
  }

  private static void drip(NetSocket socket, String text, String drop) {
    socket.write(text).onSuccess(written -> vertx.setTimer(50, tick -> drip(socket, drop, drop)));
  }

  @Test
  void aWrongContentLengthDoesNotHideTheStatus() {
    assertThat(answered("201 OK", "content-length: 5", "{\"id\":\"a1\"}"))
        .isEqualTo(new Accepted(Optional.empty()));
    assertThat(answered("201 OK", "content-length: 500", "{\"id\":\"a1\"}"))
        .isEqualTo(new Accepted(Optional.of("a1")));
    assertThat(answered("500 Oops", "content-length: 500", "{\"mess"))
        .isEqualTo(new Unavailable("HTTP 500"));
  }

  /** A bug in the classification of a body must not make a refused lead uncertain. */
  @Test
  void aBodyThatCannotBeClassifiedDoesNotChangeTheStatus() {
    OpleadConfig config = TestConfig.with("allow-private-addresses", "true");
    OpleadProfile profile = TestProfile.with();
    RawServer oplead = RawServer.answering(vertx, "HTTP/1.1 422 No\r\ncontent-length: 2\r\n\r\n{}");
    OpleadReply reply =
        new OpleadCalls(vertx, config, profile, new TrustedAuthorities(name -> Optional.empty()))
            .make(
                TestClient.account(oplead.url()),
                address ->
                    new AccountRequests(profile.wire(), config.connectTimeout())
                        .createLead(TestClient.account(oplead.url()), address, false),
                RequestContent.of(Buffer.buffer("{}")),
                TestClient.PATIENCE,
                new OneThatTripsOverJson())
            .await()
            .atMost(TestClient.PATIENCE);
    assertThat(reply.outcome()).isEqualTo(new Refused("HTTP 422"));
  }

  private static final class OneThatTripsOverJson implements Classifier {
    @Override
    public Outcome answered(HttpAnswer answer) {
      if (answer.body().isJson()) {
        throw new IllegalStateException("tripped");
      }
      return new Refused("HTTP " + answer.status());
    }

    @Override
    public Outcome unsent(Throwable failure) {
      return new Unavailable("unsent");
    }

    @Override
    public Outcome unanswered(Throwable failure) {
      return new Unknown("unanswered");
    }
  }

  private static Outcome answered(String status, String headers, String body) {
    Buffer answer = Buffer.buffer("HTTP/1.1 " + status + "\r\n" + headers + "\r\n\r\n" + body);
    return test.send(RawServer.answering(vertx, socket -> socket.end(answer)).url()).outcome();
  }
}
