package io.leadloop.push.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.testing.RawServer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Receivers that verify, or do not. */
class HandshakeTest {
  private static final String WRONG = "the endpoint accepted a request with a wrong signature";
  private static final String OLD =
      "the endpoint accepted a request with a timestamp ten minutes old";

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

  @ParameterizedTest
  @EnumSource
  void aReceiverThatVerifiesPasses(SigningScheme scheme) {
    List<SigningSecret> secrets = List.of(SigningSecret.generate(scheme));
    RawServer receiver =
        receiver((request, text) -> signed(request, text) && recent(request), secrets);

    assertThat(check(receiver.url(), secrets))
        .isEqualTo(new HandshakeResult(true, null, List.of()));
    assertThat(receiver.requests).hasSize(3);
  }

  @Test
  void challengesAreGenuineWronglySignedAndOld() {
    List<SigningSecret> secrets =
        List.of(SigningSecret.generate(SigningScheme.V1), SigningSecret.generate(SigningScheme.V1));
    RawServer receiver = receiver((request, text) -> true, secrets);
    check(receiver.url(), secrets);

    assertThat(receiver.requests)
        .extracting(request -> header(request, "webhook-timestamp"))
        .containsExactly(now(0), now(0), now(-600));
    assertThat(receiver.requests)
        .extracting(request -> signed(request, secrets.get(1).text()))
        .containsExactly(true, false, true);
    assertThat(receiver.requests)
        .extracting(request -> header(request, "webhook-signature"))
        .allSatisfy(value -> assertThat(value).matches("v1,\\S{44} v1,\\S{44}"));
    assertThat(receiver.requests)
        .allSatisfy(
            request ->
                assertThat(header(request, "ce-type"))
                    .isEqualTo("io.leadloop.endpoint.challenge.v1"))
        .noneMatch(request -> request.contains("ce-subject"));
    Set<String> seen = new HashSet<>();
    for (String request : receiver.requests) {
      assertThat(seen.add(header(request, "webhook-id"))).isTrue();
      assertThat(seen.add(challenge(request))).isTrue();
      assertThat(challenge(request)).matches("[A-Za-z0-9_-]{32}");
    }
  }

  @Test
  void aReceiverThatVerifiesNothingPassesWithWarnings() {
    RawServer receiver = receiver((request, text) -> true, List.of(TestPush.SECRET));
    assertThat(check(receiver.url()))
        .isEqualTo(new HandshakeResult(true, null, List.of(WRONG, OLD)));
  }

  @Test
  void aReceiverThatAcceptsOldTimestampsPassesWithAWarning() {
    RawServer receiver = receiver(HandshakeTest::signed, List.of(TestPush.SECRET));
    assertThat(check(receiver.url())).isEqualTo(new HandshakeResult(true, null, List.of(OLD)));
  }

  @Test
  void aReceiverThatChecksOnlyTheTimePassesWithAWarning() {
    RawServer receiver = receiver((request, text) -> recent(request), List.of(TestPush.SECRET));
    assertThat(check(receiver.url())).isEqualTo(new HandshakeResult(true, null, List.of(WRONG)));
  }

  @Test
  void anAnswerWithoutTheChallengeFailsAtOnce() {
    RawServer receiver = RawServer.answering(vertx, TestPush.OK);
    assertThat(check(receiver.url()))
        .isEqualTo(failed("the answer does not contain the challenge"));
    assertThat(receiver.requests).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"404", "301", "500", "401"})
  void anotherStatusFails(int status) {
    RawServer receiver =
        RawServer.answeringEach(
            vertx, (socket, request) -> socket.write(answer(status, body(request))));
    assertThat(check(receiver.url()))
        .isEqualTo(failed("the endpoint answered " + status + " instead of 2xx"));
    assertThat(receiver.requests).hasSize(1);
  }

  @Test
  void noConnectionFails() {
    RawServer receiver = RawServer.answering(vertx, TestPush.OK);
    receiver.close();
    assertThat(check(receiver.url())).isEqualTo(failed("connection refused"));
  }

  /** The two forged challenges prove nothing if they were not answered. */
  @Test
  void aReceiverThatDropsForgedChallengesPasses() {
    RawServer receiver =
        RawServer.answeringEach(
            vertx,
            (socket, request) -> {
              if (signed(request, TestPush.SECRET.text()) && recent(request)) {
                socket.write(answer(200, body(request)));
              } else {
                socket.close();
              }
            });
    assertThat(check(receiver.url())).isEqualTo(new HandshakeResult(true, null, List.of()));
  }

  private static HandshakeResult failed(String problem) {
    return new HandshakeResult(false, problem, List.of());
  }

  private static HandshakeResult check(URI url) {
    return check(url, List.of(TestPush.SECRET));
  }

  private static HandshakeResult check(URI url, List<SigningSecret> secrets) {
    Clock clock = Clock.fixed(TestPush.NOW, ZoneOffset.UTC);
    return new Handshake(push.client(), clock)
        .check(new PushTarget(url, secrets))
        .await()
        .atMost(TestPush.PATIENCE);
  }

  /** Answers the challenge if the request is accepted with what the receiver was given. */
  private static RawServer receiver(
      BiPredicate<String, String> accepts, List<SigningSecret> secrets) {
    return RawServer.answeringEach(
        vertx,
        (socket, request) ->
            socket.write(
                accepts.test(request, secrets.get(0).text())
                    ? answer(200, body(request))
                    : answer(401, "no")));
  }

  private static String answer(int status, String body) {
    return "HTTP/1.1 %d X\r\ncontent-length: %d\r\n\r\n%s".formatted(status, body.length(), body);
  }

  private static boolean signed(String request, String text) {
    try {
      return JavaVerifier.accepts(
          text,
          header(request, "webhook-id"),
          Long.parseLong(header(request, "webhook-timestamp")),
          header(request, "webhook-signature"),
          body(request).getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean recent(String request) {
    long sent = Long.parseLong(header(request, "webhook-timestamp"));
    return Duration.ofSeconds(Math.abs(TestPush.NOW.getEpochSecond() - sent))
            .compareTo(Duration.ofMinutes(5))
        <= 0;
  }

  private static String now(int seconds) {
    return Long.toString(TestPush.NOW.getEpochSecond() + seconds);
  }

  private static String challenge(String request) {
    return new JsonObject(body(request)).getString("challenge");
  }

  private static String header(String request, String name) {
    Matcher header = Pattern.compile("\r\n" + name + ": ([^\r]*)").matcher(request);
    assertThat(header.find()).isTrue();
    return header.group(1);
  }

  private static String body(String request) {
    return new String(
        request.substring(request.indexOf("\r\n\r\n") + 4).getBytes(ISO_8859_1), UTF_8);
  }
}
