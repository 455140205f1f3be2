package io.leadloop.simulator.callback;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.simulator.http.AccessToken;
import io.leadloop.simulator.lead.SimulatedLead;
import io.leadloop.simulator.ledger.CallbackKind;
import io.leadloop.simulator.ledger.Moment;
import io.leadloop.simulator.ledger.RecordedCallback;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;

/**
 * A callback to send, with the lead's state at its creation.
 *
 * @param label the lead's status, empty before the first
 */
record OutgoingCallback(
    CallbackKind kind,
    AccessToken owner,
    String leadId,
    String label,
    HttpMethod verb,
    String url,
    Buffer body) {

  static OutgoingCallback of(
      CallbackKind kind, SimulatedLead lead, HttpMethod verb, String url, ObjectNode body) {
    return new OutgoingCallback(
        kind,
        lead.owner(),
        lead.id(),
        lead.status().orElse(""),
        verb,
        url,
        Buffer.buffer(body.toString()));
  }

  /** The same callback to an invalid address, which the receiver must reject. */
  OutgoingCallback forged() {
    return new OutgoingCallback(
        CallbackKind.FORGED, owner, leadId, label, verb, ForgedAddress.of(url), body);
  }

  RecordedCallback ended(Moment sent, Moment ended, int status, String failure) {
    return new RecordedCallback(kind, leadId, label, url, body, sent, ended, status, failure);
  }

  /** Omits the address, which is a secret, and the body, which is personal data. */
  @Override
  public String toString() {
    return "OutgoingCallback[%s, lead=%s, label=%s]".formatted(kind, leadId, label);
  }
}
