package io.leadloop.push.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leadloop.push.wire.PushReply.Answered;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Checks that an endpoint wants the events, and that it refuses what the gateway did not send. It
 * posts three challenges: a genuine one, whose answer must contain it, and, if that passed, one
 * with a wrong signature and one with an old timestamp, which should be refused. Otherwise anyone
 * who knows the URL can forge events, or repeat recorded ones.
 */
@ApplicationScoped
public class Handshake {
  /** The type of the challenges. */
  public static final String TYPE = "io.leadloop.endpoint.challenge.v1";

  private static final String SOURCE = "/endpoints";

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** Twice the tolerance that Standard Webhooks recommends. */
  private static final Duration OLD = Duration.ofMinutes(10);

  private static final int CHALLENGE_BYTES = 24;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final PushClient client;
  private final Clock clock;

  public Handshake(PushClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  /** Posts the challenges one after the other, on subscription. */
  public Uni<HandshakeResult> check(PushTarget target) {
    return Uni.createFrom()
        .item(Handshake::challenge)
        .chain(
            challenge ->
                post(target, challenge, clock.instant())
                    .map(reply -> problemWith(reply, challenge)))
        .chain(problem -> problem.map(Handshake::failed).orElseGet(() -> refusals(target)));
  }

  private static Uni<HandshakeResult> failed(String problem) {
    return Uni.createFrom().item(HandshakeResult.failed(problem));
  }

  private static Optional<String> problemWith(PushReply reply, String challenge) {
    return reply
        .answer()
        .map(answer -> problemWith(answer, challenge))
        .orElseGet(() -> Optional.of(reply.excerpt()));
  }

  private static Optional<String> problemWith(Answered answer, String challenge) {
    if (!answer.isSuccess()) {
      return Optional.of("the endpoint answered " + answer.status() + " instead of 2xx");
    } else if (!new String(answer.body(), UTF_8).contains(challenge)) {
      return Optional.of("the answer does not contain the challenge");
    }
    return Optional.empty();
  }

  private Uni<HandshakeResult> refusals(PushTarget target) {
    return warning(wronglySigned(target), clock.instant(), "a wrong signature")
        .chain(
            first ->
                warning(target, clock.instant().minus(OLD), "a timestamp ten minutes old")
                    .map(
                        second ->
                            HandshakeResult.passed(
                                Stream.of(first, second).flatMap(Optional::stream).toList())));
  }

  private Uni<Optional<String>> warning(PushTarget target, Instant at, String flaw) {
    return post(target, challenge(), at)
        .map(
            reply ->
                reply
                    .answer()
                    .filter(Answered::isSuccess)
                    .map(accepted -> "the endpoint accepted a request with " + flaw));
  }

  private Uni<PushReply> post(PushTarget target, String challenge, Instant at) {
    PushMessage message =
        new PushMessage(
            UUID.randomUUID(), TYPE, SOURCE, null, at, OptionalInt.empty(), data(challenge));
    return client.send(SignedPost.of(target, message, 1, at), TIMEOUT);
  }

  private static byte[] data(String challenge) {
    return ("{\"challenge\":\"" + challenge + "\"}").getBytes(UTF_8);
  }

  private static String challenge() {
    byte[] bytes = new byte[CHALLENGE_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Well-formed, by keys that the receiver does not have. */
  private static PushTarget wronglySigned(PushTarget target) {
    return new PushTarget(
        target.url(),
        target.secrets().stream().map(secret -> SigningSecret.generate(secret.scheme())).toList());
  }
}
