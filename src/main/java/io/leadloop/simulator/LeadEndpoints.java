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

/** Endpoints of leads. */
final class LeadEndpoints {

  /** Maximum length of a list; the real page size is unknown. */
  static final int MAX_LIST = 100;

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
   * Accepts a lead and starts its life cycle. The order of the answer and the first callback is
   * undefined unless a fault makes the answer wait.
   */
  Future<Answer> create(SimulatedExchange exchange) {
    Optional<LeadDocument> document = LeadDocument.read(exchange.body().bytes());
    if (document.isEmpty()) {
      return Future.succeededFuture(JsonBody.refusal());
    }
    return document
        .flatMap(LeadDocument::flaw)
        .map(flaw -> Future.succeededFuture(Answer.problem(422, flaw)))
        .orElseGet(() -> accept(exchange, document.get()).map(LeadEndpoints::created));
  }

  /** Keeps a lead and starts its life cycle; succeeds with its id when the answer is due. */
  Future<String> accept(SimulatedExchange exchange, LeadDocument document) {
    SimulatedLead lead = leads.keep(exchange.owner(), document, clock.wall().instant());
    return begin(lead).map(lead.id());
  }

  private static Answer created(String id) {
    return Answer.of(201, JsonNodeFactory.instance.objectNode().put("id", id));
  }

  private Future<Void> begin(SimulatedLead lead) {
    if (lead.document().webhookUrl().isPresent() && faults.meetsEarly(lead.owner())) {
      return life.beginAtOnce(lead);
    }
    life.begin(lead);
    return Future.succeededFuture();
  }

  /** Returns one lead; leads of other tokens are not found. */
  Answer read(SimulatedExchange exchange, String id) {
    return leads
        .find(exchange.owner(), id)
        .map(lead -> Answer.of(200, lead.view()))
        .orElseGet(() -> Answer.notFound("lead"));
  }

  /** The token's leads, newest first: at most {@link #MAX_LIST}, or fewer if limited. */
  Answer list(SimulatedExchange exchange, Optional<String> limit) {
    if (limit.filter(text -> !text.matches("[1-9]\\d{0,8}")).isPresent()) {
      return Answer.problem(400, "limit must be a number of at least 1");
    }
    int most = Math.min(MAX_LIST, limit.map(Integer::parseInt).orElse(MAX_LIST));
    ArrayNode views = JsonNodeFactory.instance.arrayNode();
    leads.newest(exchange.owner(), most).forEach(lead -> views.add(lead.view()));
    return Answer.of(200, views);
  }
}
