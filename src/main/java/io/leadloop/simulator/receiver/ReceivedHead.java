package io.leadloop.simulator.receiver;

import io.leadloop.simulator.receiver.signature.SignatureVerdict;
import io.leadloop.simulator.receiver.signature.SignedMessage;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** The head of a request with an event. */
record ReceivedHead(Instant at, MultiMap headers) {

  private static final String CHALLENGE = "io.leadloop.endpoint.challenge.v1";

  /** The kept length of a header, so that the memory is bounded. */
  private static final int MOST_CHARACTERS = 200;

  boolean isChallenge() {
    return CHALLENGE.equals(headers.get("ce-type"));
  }

  Optional<String> lead() {
    return text("ce-subject");
  }

  SignedMessage signed(Buffer body) {
    return new SignedMessage(
        headers.get("webhook-id"),
        headers.get("webhook-timestamp"),
        headers.get("webhook-signature"),
        body);
  }

  /**
   * The record of this request.
   *
   * @param status of its answer, 0 without one
   * @param fault the name of the scripted fault that it met
   */
  ReceivedRequest answered(
      SignatureVerdict signature, int status, boolean accepted, Optional<String> fault) {
    return new ReceivedRequest(
        at,
        text("webhook-id"),
        text("ce-type"),
        lead(),
        number("ce-sequence", Long::valueOf),
        number("leadloop-attempt", Integer::valueOf),
        isChallenge(),
        signature,
        status,
        accepted,
        fault);
  }

  private Optional<String> text(String name) {
    return Optional.ofNullable(headers.get(name))
        .map(text -> text.substring(0, Math.min(text.length(), MOST_CHARACTERS)));
  }

  private <T> Optional<T> number(String name, Function<String, T> parser) {
    return text(name).filter(text -> text.matches("[0-9]{1,9}")).map(parser);
  }
}
