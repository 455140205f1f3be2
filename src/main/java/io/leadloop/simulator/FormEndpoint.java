package io.leadloop.simulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.leadloop.simulator.http.AccessToken;
import io.leadloop.simulator.http.Answer;
import io.leadloop.simulator.http.JsonBody;
import io.leadloop.simulator.http.RequestBody;
import io.leadloop.simulator.lead.LeadDocument;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * Oplead's older form import: a lead as flat members, with the form's name and token among them.
 * Its answers are unknown; this one names the lead's id.
 */
final class FormEndpoint {
  /** Outside the prefix of the REST API. */
  static final String PATH = "/addlead";

  private static final String TOKEN = "token";

  private final LeadEndpoints leads;

  FormEndpoint(LeadEndpoints leads) {
    this.leads = leads;
  }

  static boolean isAt(String path) {
    return path.equals(PATH) || path.equals(PATH + "/");
  }

  /** The token in the body, empty if there is none. */
  static Optional<AccessToken> token(RequestBody body) {
    return JsonBody.read(body.bytes())
        .map(json -> json.path(TOKEN).asText(""))
        .filter(token -> !token.isBlank())
        .map(AccessToken::new);
  }

  Future<Answer> submit(SimulatedExchange exchange) {
    LeadDocument document = LeadDocument.read(exchange.body().bytes()).orElseThrow();
    return document
        .formFlaw()
        .map(flaw -> Future.succeededFuture(Answer.problem(422, flaw)))
        .orElseGet(() -> leads.accept(exchange, document.without(TOKEN)).map(FormEndpoint::answer));
  }

  private static Answer answer(String id) {
    return Answer.of(200, JsonNodeFactory.instance.objectNode().put("success", true).put("id", id));
  }
}
