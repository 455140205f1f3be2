package io.leadloop.simulator.receiver;

import static io.leadloop.simulator.receiver.EventSender.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.leadloop.simulator.http.RequestBody;
import io.leadloop.simulator.receiver.signature.SignatureVerdict;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventEndpointTest {

  private final RunningReceiver running = new RunningReceiver();
  private final EventSender sender = running.sender();

  @AfterEach
  void end() {
    running.close();
  }

  @Test
  void signedEventIsAcceptedAndRecorded() {
    running.receiver().configure(ReceiverSettings.verifying(SECRET));
    Instant before = Instant.now();
    HttpResponse<String> answer = sender.event("id-1", "lead-1", 3);
    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();

    ReceivedRequest seen = running.ledger().requests().get(0);
    assertThat(seen.at()).isBetween(before, Instant.now());
    assertThat(seen)
        .usingRecursiveComparison()
        .ignoringFields("at")
        .isEqualTo(
            new ReceivedRequest(
                seen.at(),
                Optional.of("id-1"),
                Optional.of(EventSender.TYPE),
                Optional.of("lead-1"),
                Optional.of(3L),
                Optional.of(1),
                false,
                SignatureVerdict.VALID,
                204,
                true,
                Optional.empty()));
  }

  @Test
  void challengeIsAnsweredInTheBody() {
    running.receiver().configure(ReceiverSettings.verifying(SECRET));
    HttpResponse<String> answer = sender.challenge("-3q_2\"7");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(new JsonObject(answer.body()))
        .isEqualTo(new JsonObject().put("challenge", "-3q_2\"7"));
    assertThat(sender.challenge(" ").statusCode()).isEqualTo(400);
    assertThat(running.ledger().counts()).isEqualTo(new ReceiverCounts(2, 2, 0, 0, 0, 0));
  }

  @Test
  void forgedAndOldRequestsAreRefusedChallengesToo() {
    running.receiver().configure(ReceiverSettings.verifying(SECRET));
    EventSender forger = sender.signedWith(EventSender.secret(2));
    EventSender late = sender.at(sender.now().minusSeconds(600));
    assertThat(forger.event("id-1", "lead-1", 1).statusCode()).isEqualTo(401);
    assertThat(late.event("id-1", "lead-1", 1).body()).contains("stale");
    assertThat(forger.challenge("c").statusCode()).isEqualTo(401);
    assertThat(late.challenge("c").statusCode()).isEqualTo(401);

    assertThat(running.ledger().counts()).isEqualTo(new ReceiverCounts(4, 2, 0, 0, 0, 4));
    assertThat(running.ledger().requests())
        .extracting(ReceivedRequest::signature, ReceivedRequest::accepted)
        .containsExactly(
            tuple(SignatureVerdict.WRONG, false),
            tuple(SignatureVerdict.STALE, false),
            tuple(SignatureVerdict.WRONG, false),
            tuple(SignatureVerdict.STALE, false));
    assertThat(running.ledger().sequences()).isEmpty();
  }

  @Test
  void receiverThatDoesNotVerifyAcceptsBadSignaturesAndCountsThem() {
    running.receiver().configure(new ReceiverSettings(List.of(SECRET), false));
    assertThat(sender.signedWith(EventSender.secret(2)).event("id-1", "lead-1", 1).statusCode())
        .isEqualTo(204);
    assertThat(running.ledger().counts()).isEqualTo(new ReceiverCounts(1, 0, 1, 0, 0, 1));
  }

  @Test
  void receiverWithoutASecretAcceptsEverything() {
    assertThat(sender.event("id-1", "lead-1", 1).statusCode()).isEqualTo(204);
    assertThat(running.ledger().requests())
        .extracting(ReceivedRequest::signature)
        .containsExactly(SignatureVerdict.UNCHECKED);
    assertThat(running.ledger().counts().badSignatures()).isZero();
  }

  @Test
  void bothSecretsOfARotationAreAccepted() {
    String next = EventSender.secret(2);
    running.receiver().configure(ReceiverSettings.verifying(SECRET, next));
    assertThat(sender.event("id-1", "lead-1", 1).statusCode()).isEqualTo(204);
    assertThat(sender.signedWith(next).event("id-2", "lead-1", 2).statusCode()).isEqualTo(204);
    running.receiver().configure(ReceiverSettings.verifying(next));
    assertThat(sender.event("id-3", "lead-1", 3).statusCode()).isEqualTo(401);
  }

  @Test
  void eventWithUnreadableNumbersIsAcceptedOutsideTheLedger() {
    HttpResponse<String> answer =
        EventSender.send(
            sender
                .signed("id-1", "{}")
                .header("ce-subject", "lead-1")
                .header("ce-sequence", "three")
                .header("leadloop-attempt", "99999999999"),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(204);
    ReceivedRequest seen = running.ledger().requests().get(0);
    assertThat(seen.sequence()).isEmpty();
    assertThat(seen.attempt()).isEmpty();
    assertThat(running.ledger().counts().accepted()).isOne();
    assertThat(running.ledger().sequences()).isEmpty();
  }

  @Test
  void longHeaderIsCutAndLargeBodyRefused() {
    sender.event("id-1", "l".repeat(1_000), 1);
    assertThat(running.ledger().requests().get(0).lead()).contains("l".repeat(200));

    String large = "x".repeat(RequestBody.LIMIT + 1);
    HttpResponse<String> refused =
        EventSender.send(sender.event("id-2", "lead-1", 1, large), BodyHandlers.ofString());
    assertThat(refused.statusCode()).isEqualTo(413);
    assertThat(running.ledger().requests().get(1).accepted()).isFalse();
  }
}
