package io.leadloop.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.simulator.fault.FaultJson;
import io.leadloop.simulator.fault.Faults;
import io.leadloop.simulator.fault.ScriptedFault;
import io.leadloop.simulator.http.AccessToken;
import io.leadloop.simulator.http.Answer;
import io.leadloop.simulator.http.JsonBody;
import io.leadloop.simulator.http.RequestBody;
import io.vertx.ext.web.RoutingContext;

/**
 * Scripts a token's faults over HTTP. Not part of Oplead's API: requests here are not counted,
 * recorded or subject to faults.
 */
final class FaultEndpoints {

  static final String PATH = "/simulator/faults";

  private final TokenGate gate;
  private final Faults faults;

  FaultEndpoints(TokenGate gate, Faults faults) {
    this.gate = gate;
    this.faults = faults;
  }

  /** Answers requests of all verbs. */
  void serve(RoutingContext context) {
    RequestBody.of(context.request())
        .map(body -> answer(context, body))
        .otherwise(bug -> Answer.problem(500, "the simulator failed"))
        .onSuccess(answer -> answer.writeTo(context.response()));
  }

  private Answer answer(RoutingContext context, RequestBody body) {
    return AccessToken.ofHeader(context.request().getHeader("Authorization"))
        .filter(gate::knows)
        .map(token -> answer(context.request().method().name(), token, body))
        .orElseGet(Answer::unknownToken);
  }

  private Answer answer(String verb, AccessToken token, RequestBody body) {
    return switch (verb) {
      case "POST" -> script(token, body);
      case "GET" -> list(token);
      case "DELETE" -> clear(token);
      default -> Answer.problem(405, "faults know POST, GET and DELETE");
    };
  }

  private Answer script(AccessToken token, RequestBody body) {
    return JsonBody.read(body.bytes())
        .map(json -> script(token, json))
        .orElseGet(JsonBody::refusal);
  }

  private Answer script(AccessToken token, ObjectNode json) {
    try {
      ScriptedFault fault = faults.script(token, FaultJson.read(json));
      return Answer.of(201, FaultJson.view(fault));
    } catch (IllegalArgumentException flaw) {
      return Answer.problem(422, flaw.getMessage());
    }
  }

  private Answer list(AccessToken token) {
    ArrayNode views = JsonNodeFactory.instance.arrayNode();
    faults.of(token).forEach(fault -> views.add(FaultJson.view(fault)));
    return Answer.of(200, views);
  }

  private Answer clear(AccessToken token) {
    faults.clear(token);
    return Answer.noContent();
  }
}
