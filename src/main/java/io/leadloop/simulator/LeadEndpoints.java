package io.leadloop.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.leadloop.simulator.fault.Faults;
import io.leadloop.simulator.http.Answer;
import io.leadloop.simulator.http.JsonBody;
import io.leadloop.simulator.lead.LeadDocument;
import io.leadloop.simulator.lead.LeadStore;
import io.leadloop.simulator.lead.SimulatedLead;
import io.leadloop.simulator.ledger.SimulatorClock;
import io.vertx.core.Future;
import java.util.Optional;

/** What Oplead does with an admitted request about leads. */
final class LeadEndpoints {

  /** The most leads that one list shows; the real page size is not known. */
  static final int PAGE = 100;

  private final LeadStore leads;
  private final LeadLife life;
  private final Faults faults;
  private final SimulatorClock clock;

  LeadEndpoints(LeadStore leads, LeadLife life, Faults faults, SimulatorClock clock) {
    this.leads = leads;
    this.life = life;
    this.faults = faults;
    this.clock = clock;
  }

  /**
   * Takes a lead and starts its life. Nothing orders the answer and the first callback, unless a
   * fault has the answer wait for it.
   */
  Future<Answer> create(SimulatedExchange exchange) {
    Optional<LeadDocument> document = LeadDocument.read(exchange.body().bytes());
    if (document.isEmpty()) {
      return Future.succeededFuture(JsonBody.refusal());
    }
    return document
        .flatMap(LeadDocument::flaw)
        .map(flaw -> Future.succeededFuture(Answer.problem(422, flaw)))
        .orElseGet(() -> take(exchange, document.get()));
  }

  private Future<Answer> take(SimulatedExchange exchange, LeadDocument document) {
    SimulatedLead lead = leads.keep(exchange.owner(), document, clock.wall().instant());
    return begin(lead)
        .map(Answer.of(201, JsonNodeFactory.instance.objectNode().put("id", lead.id())));
  }

  private Future<Void> begin(SimulatedLead lead) {
    if (lead.document().webhookUrl().isPresent() && faults.meetsEarly(lead.owner())) {
      return life.beginAtOnce(lead);
    }
    life.begin(lead);
    return Future.succeededFuture();
  }

  /** One lead; another token's lead is as unknown as one that never was. */
  Answer read(SimulatedExchange exchange, String id) {
    return leads
        .find(exchange.owner(), id)
        .map(lead -> Answer.of(200, lead.view()))
        .orElseGet(() -> Answer.notFound("lead"));
  }

  /** The token's newest leads, newest first: at most {@link #PAGE}, or fewer if so asked. */
  Answer list(SimulatedExchange exchange, Optional<String> limit) {
    if (limit.filter(text -> !text.matches("[1-9]\\d{0,8}")).isPresent()) {
      return Answer.problem(400, "limit must be a number of at least 1");
    }
    int most = Math.min(PAGE, limit.map(Integer::parseInt).orElse(PAGE));
    ArrayNode views = JsonNodeFactory.instance.arrayNode();
    leads.newest(exchange.owner(), most).forEach(lead -> views.add(lead.view()));
    return Answer.of(200, views);
  }
}
