package io.leadloop.simulator.lead;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.simulator.http.AccessToken;
import java.time.Instant;
import java.util.Optional;

/**
 * A lead accepted by the simulator, with its current status.
 *
 * @param owner the token that posted it; other tokens cannot read it
 * @param status the label of its status, empty before the first
 */
public record SimulatedLead(
    long number,
    AccessToken owner,
    LeadDocument document,
    Optional<String> status,
    Instant createdAt,
    Instant updatedAt) {

  public String id() {
    return Long.toString(number);
  }

  SimulatedLead movedTo(String label, Instant now) {
    return new SimulatedLead(number, owner, document, Optional.of(label), createdAt, now);
  }

  /** The response body of a look-up. */
  public ObjectNode view() {
    ObjectNode view = JsonNodeFactory.instance.objectNode().put("id", id());
    view.set("status", statusView());
    view.put("provider_name", document.providerName().orElse(null));
    view.put("created_at", createdAt.toString()).put("updated_at", updatedAt.toString());
    view.set("lead", document.json());
    return view;
  }

  /** The body of a callback. It deliberately repeats personal data, as the real one may. */
  public ObjectNode callback() {
    ObjectNode callback = JsonNodeFactory.instance.objectNode().put("lead_id", id());
    callback.set("status", statusView());
    callback.put("updated_at", updatedAt.toString());
    callback
        .putObject("lead")
        .put("lastname", document.lastname().orElse(null))
        .put("email", document.email().orElse(null));
    return callback;
  }

  public ObjectNode statusView() {
    return JsonNodeFactory.instance.objectNode().put("label", status.orElse(null));
  }
}
