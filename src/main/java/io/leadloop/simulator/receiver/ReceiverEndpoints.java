package io.leadloop.simulator.receiver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.simulator.http.Answer;
import io.leadloop.simulator.http.JsonBody;
import java.util.function.Function;

/** Everything of a receiver but its events: settings, faults, ledger and page. */
final class ReceiverEndpoints {

  private static final String FAULTS = "faults";

  private final Receivers receivers;

  ReceiverEndpoints(Receivers receivers) {
    this.receivers = receivers;
  }

  static Answer tooMany() {
    return Answer.problem(503, "too many receivers");
  }

  Answer answer(ReceiverCall call) {
    return switch (call.part()) {
      case "" -> receiver(call);
      case "received" -> read(call, receiver -> json(ReceiverJson.received(receiver)));
      case "ledger" -> read(call, receiver -> json(ReceiverJson.ledger(receiver)));
      case FAULTS -> faults(call);
      default ->
          call.part().matches(FAULTS + "/[0-9]{1,18}") ? fault(call) : Answer.notFound("resource");
    };
  }

  private Answer receiver(ReceiverCall call) {
    return switch (call.verb()) {
      case "PUT" -> write(call, ReceiverEndpoints::configure);
      case "GET" -> read(call, receiver -> show(call, receiver));
      case "DELETE" -> receivers.forget(call.name()) ? Answer.noContent() : noReceiver();
      default -> wrongVerb();
    };
  }

  private Answer faults(ReceiverCall call) {
    return switch (call.verb()) {
      case "POST" -> write(call, ReceiverEndpoints::script);
      case "GET" -> read(call, receiver -> Answer.of(200, ReceiverJson.faults(receiver)));
      case "DELETE" -> receivers.find(call.name()).map(this::clear).orElseGet(this::noReceiver);
      default -> wrongVerb();
    };
  }

  private Answer fault(ReceiverCall call) {
    if (!call.verb().equals("DELETE")) {
      return wrongVerb();
    }
    long id = Long.parseLong(call.part().substring(FAULTS.length() + 1));
    return receivers
        .find(call.name())
        .filter(receiver -> receiver.removeFault(id))
        .map(removed -> Answer.noContent())
        .orElseGet(() -> Answer.notFound("fault"));
  }

  private Answer clear(Receiver receiver) {
    receiver.clearFaults();
    return Answer.noContent();
  }

  private static Function<Receiver, Answer> configure(ObjectNode json) {
    ReceiverSettings settings = ReceiverJson.settings(json);
    return receiver -> {
      receiver.configure(settings);
      return json(ReceiverJson.summary(receiver));
    };
  }

  private static Function<Receiver, Answer> script(ObjectNode json) {
    ReceiverFault fault = ReceiverFaultJson.read(json);
    return receiver -> Answer.of(201, ReceiverFaultJson.view(receiver.fault(fault)));
  }

  private static Answer show(ReceiverCall call, Receiver receiver) {
    return call.wantsPage() ? ReceiverPage.of(receiver) : json(ReceiverJson.summary(receiver));
  }

  private Answer read(ReceiverCall call, Function<Receiver, Answer> view) {
    if (!call.verb().equals("GET")) {
      return wrongVerb();
    }
    return receivers.find(call.name()).map(view).orElseGet(this::noReceiver);
  }

  /** Reads the change before it uses the receiver, so that a refused one creates none. */
  private Answer write(ReceiverCall call, Function<ObjectNode, Function<Receiver, Answer>> reader) {
    if (call.body().tooLarge()) {
      return Answer.problem(413, "the body is too large");
    }
    return JsonBody.read(call.body().bytes())
        .map(json -> write(call.name(), json, reader))
        .orElseGet(JsonBody::refusal);
  }

  private Answer write(
      String name, ObjectNode json, Function<ObjectNode, Function<Receiver, Answer>> reader) {
    try {
      Function<Receiver, Answer> change = reader.apply(json);
      return receivers.use(name).map(change).orElseGet(ReceiverEndpoints::tooMany);
    } catch (IllegalArgumentException flaw) {
      return Answer.problem(422, flaw.getMessage());
    }
  }

  private static Answer json(ObjectNode view) {
    return Answer.of(200, view);
  }

  private Answer noReceiver() {
    return Answer.notFound("receiver");
  }

  private static Answer wrongVerb() {
    return Answer.problem(405, "the resource does not know this verb");
  }
}
