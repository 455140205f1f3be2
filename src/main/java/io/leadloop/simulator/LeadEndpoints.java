package io.leadloop.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Optional;

/** What Oplead does with an admitted request about leads. */
final class LeadEndpoints {

  /** How many leads one list shows; the real page size is not known. */
  private static final int PAGE = 100;

  private final LeadStore leads;
  private final LeadLife life;
  private final SimulatorClock clock;

  LeadEndpoints(LeadStore leads, LeadLife life, SimulatorClock clock) {
    this.leads = leads;
    this.life = life;
    this.clock = clock;
  }

  /** Takes a lead and starts its life. Nothing orders the answer and the first callback. */
  Answer create(Exchange exchange) {
    Optional<LeadDocument> document = LeadDocument.read(exchange.body().bytes());
    if (document.isEmpty()) {
      return Answer.problem(400, "the body is not a JSON object");
    }
    return document
        .flatMap(LeadDocument::flaw)
        .map(flaw -> Answer.problem(422, flaw))
        .orElseGet(() -> take(exchange, document.get()));
  }

  private Answer take(Exchange exchange, LeadDocument document) {
    SimulatedLead lead =
        leads.keep(exchange.token().orElseThrow(), document, clock.wall().instant());
    life.begin(lead);
    return Answer.of(201, JsonNodeFactory.instance.objectNode().put("id", lead.id()));
  }

  /** One lead; another token's lead is as unknown as one that never was. */
  Answer read(Exchange exchange, String id) {
    return leads
        .find(exchange.token().orElseThrow(), id)
        .map(lead -> Answer.of(200, lead.view()))
        .orElseGet(() -> Answer.problem(404, "no such lead"));
  }

  /** The token's newest leads, newest first. */
  Answer list(Exchange exchange) {
    ArrayNode views = JsonNodeFactory.instance.arrayNode();
    leads.newest(exchange.token().orElseThrow(), PAGE).forEach(lead -> views.add(lead.view()));
    return Answer.of(200, views);
  }
}
