package io.leadloop.simulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.simulator.http.Answer;
import io.leadloop.simulator.http.JsonBody;
import io.leadloop.simulator.lead.LeadStore;
import io.leadloop.simulator.lead.SimulatedLead;
import io.leadloop.simulator.lead.StatusLabel;
import java.util.List;

/** The endpoint that sets a lead's status. The change is announced like any other. */
final class StatusEndpoint {

  private final LeadStore leads;
  private final LeadLife life;
  private final List<String> settable;

  StatusEndpoint(LeadStore leads, LeadLife life, List<String> settable) {
    this.leads = leads;
    this.life = life;
    this.settable = settable;
  }

  Answer set(SimulatedExchange exchange, String leadId) {
    return leads
        .find(exchange.owner(), leadId)
        .map(lead -> set(exchange, lead))
        .orElseGet(() -> Answer.notFound("lead"));
  }

  private Answer set(SimulatedExchange exchange, SimulatedLead lead) {
    return JsonBody.read(exchange.body().bytes())
        .map(json -> set(lead, json.path("status").asText()))
        .orElseGet(JsonBody::refusal);
  }

  private Answer set(SimulatedLead lead, String asked) {
    return settable.stream()
        .filter(label -> StatusLabel.same(label, asked))
        .findFirst()
        .flatMap(label -> life.moveTo(lead, label))
        .map(moved -> Answer.of(200, view(moved)))
        .orElseGet(() -> Answer.problem(422, "a lead cannot be set to this status"));
  }

  private static ObjectNode view(SimulatedLead lead) {
    ObjectNode view = JsonNodeFactory.instance.objectNode().put("id", lead.id());
    return view.set("status", lead.statusView());
  }
}
