package io.leadloop.simulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.leadloop.simulator.http.Answer;
import io.leadloop.simulator.lead.LeadStore;
import io.leadloop.simulator.lead.SimulatedLead;
import io.leadloop.simulator.ledger.Ledger;
import io.leadloop.simulator.ledger.RecordedDocument;

/** Endpoints that attach documents to leads. */
final class DocumentEndpoints {

  private final LeadStore leads;
  private final Ledger ledger;
  private long last;

  DocumentEndpoints(LeadStore leads, Ledger ledger) {
    this.leads = leads;
    this.ledger = ledger;
  }

  /** Stores the document in the body; repeating it adds another document. */
  Answer attach(SimulatedExchange exchange, String leadId) {
    return leads
        .find(exchange.owner(), leadId)
        .map(lead -> attach(exchange, lead))
        .orElseGet(() -> Answer.notFound("lead"));
  }

  private Answer attach(SimulatedExchange exchange, SimulatedLead lead) {
    return exchange
        .body()
        .file()
        .map(file -> keep(RecordedDocument.of(lead, file, exchange.arrival())))
        .orElseGet(() -> Answer.problem(400, "the body is not a form with a file named file"));
  }

  private Answer keep(RecordedDocument document) {
    ledger.enter(document);
    return Answer.of(201, JsonNodeFactory.instance.objectNode().put("id", Long.toString(++last)));
  }
}
