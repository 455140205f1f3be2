package io.leadloop.simulator.receiver;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.leadloop.simulator.fault.FaultAction;
import io.leadloop.simulator.fault.LongResponse;
import io.leadloop.simulator.http.Answer;
import io.leadloop.simulator.http.JsonBody;
import io.leadloop.simulator.http.RequestBody;
import io.leadloop.simulator.ledger.SimulatorClock;
import io.leadloop.simulator.receiver.signature.SignatureVerdict;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Receives events and challenges: meets a fault, verifies, records and answers. */
final class EventEndpoint {

  private static final int UNANSWERED = 0;

  private final Vertx vertx;
  private final SimulatorClock clock;

  EventEndpoint(Vertx vertx, SimulatorClock clock) {
    this.vertx = vertx;
    this.clock = clock;
  }

  /** Must be called before the request is read otherwise. */
  void receive(HttpServerRequest request, Receiver receiver) {
    ReceivedHead head = new ReceivedHead(clock.wall().instant(), request.headers());
    Optional<FaultAction> fault = receiver.meet(head);
    if (fault.filter(met -> met.kind() == FaultAction.Kind.DROP).isPresent()) {
      receiver.ledger().enter(unread(head, fault));
      request.connection().close();
      return;
    }
    RequestBody.of(request).onSuccess(body -> receive(request, receiver, head, fault, body));
  }

  private void receive(
      HttpServerRequest request,
      Receiver receiver,
      ReceivedHead head,
      Optional<FaultAction> fault,
      RequestBody body) {
    if (body.broken()) {
      receiver.ledger().enter(unread(head, fault));
      return;
    }
    SignatureVerdict signature =
        body.tooLarge()
            ? SignatureVerdict.UNCHECKED
            : receiver.verify(head.signed(body.bytes()), head.at());
    Answer regular = regular(receiver, head, signature, body);
    Reply reply = fault.map(met -> reply(met, regular)).orElseGet(() -> Reply.of(regular));
    boolean accepted = reply.executes() && isSuccess(regular);
    receiver
        .ledger()
        .enter(head.answered(signature, reply.status(), accepted, fault.map(EventEndpoint::name)));
    reply.writing().accept(request.response());
  }

  private static ReceivedRequest unread(ReceivedHead head, Optional<FaultAction> fault) {
    return head.answered(
        SignatureVerdict.UNCHECKED, UNANSWERED, false, fault.map(EventEndpoint::name));
  }

  private static Answer regular(
      Receiver receiver, ReceivedHead head, SignatureVerdict signature, RequestBody body) {
    if (body.tooLarge()) {
      return Answer.problem(413, "the body is too large");
    }
    if (signature.isBad() && receiver.verifies()) {
      return Answer.problem(401, "the signature is " + name(signature));
    }
    return head.isChallenge() ? challenge(body) : Answer.noContent();
  }

  private static Answer challenge(RequestBody body) {
    return JsonBody.read(body.bytes())
        .map(json -> json.path("challenge").asText(""))
        .filter(text -> !text.isBlank())
        .map(text -> Answer.of(200, JsonNodeFactory.instance.objectNode().put("challenge", text)))
        .orElseGet(() -> Answer.problem(400, "the body has no challenge"));
  }

  private Reply reply(FaultAction fault, Answer regular) {
    return switch (fault.kind()) {
      case ANSWER -> {
        Answer scripted = ((FaultAction.AnswerWith) fault).answer();
        yield new Reply(scripted.status(), isSuccess(scripted), scripted::writeTo);
      }
      case DELAY -> {
        Duration time = ((FaultAction.Delay) fault).time();
        yield new Reply(regular.status(), true, response -> writeAfter(time, regular, response));
      }
      case LOSE_ANSWER -> new Reply(UNANSWERED, true, HttpServerResponse::reset);
      case HANG -> new Reply(UNANSWERED, false, unanswered -> {});
      case TRICKLE -> {
        Duration pause = ((FaultAction.Trickle) fault).pause();
        yield new Reply(
            LongResponse.STATUS, true, response -> LongResponse.trickle(vertx, response, pause));
      }
      case FLOOD -> new Reply(LongResponse.STATUS, true, LongResponse::flood);
      case DROP, SILENCE, REPEAT, EARLY, FORGE ->
          throw new IllegalStateException("not applicable to a request that was read: " + fault);
    };
  }

  private void writeAfter(Duration time, Answer answer, HttpServerResponse response) {
    vertx.setTimer(
        time.toMillis(),
        timer -> {
          if (!response.closed()) {
            answer.writeTo(response);
          }
        });
  }

  private static boolean isSuccess(Answer answer) {
    return answer.status() >= 200 && answer.status() < 300;
  }

  private static String name(FaultAction fault) {
    return fault.kind().name().toLowerCase(Locale.ROOT);
  }

  private static String name(SignatureVerdict signature) {
    return signature.name().toLowerCase(Locale.ROOT);
  }

  /**
   * What happens to a request.
   *
   * @param executes whether an event is accepted, if nothing is wrong with it
   */
  private record Reply(int status, boolean executes, Consumer<HttpServerResponse> writing) {
    static Reply of(Answer answer) {
      return new Reply(answer.status(), true, answer::writeTo);
    }
  }
}
