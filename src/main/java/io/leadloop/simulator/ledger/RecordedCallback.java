package io.leadloop.simulator.ledger;

import io.vertx.core.buffer.Buffer;

/**
 * A callback that was sent, with its outcome.
 *
 * @param label the lead's status, empty before the first
 * @param url where it was sent
 * @param body the bytes of its body
 * @param sent when it was started, before waiting for a connection
 * @param ended when its answer arrived or it timed out
 * @param status the response status, or 0 without a response
 * @param failure the kind of failure without a response, otherwise empty
 */
public record RecordedCallback(
    CallbackKind kind,
    String leadId,
    String label,
    String url,
    Buffer body,
    Moment sent,
    Moment ended,
    int status,
    String failure) {

  /** Omits the address, which is a secret, and the body, which is personal data. */
  @Override
  public String toString() {
    return "RecordedCallback[%s, lead=%s, label=%s, sent=%s, ended=%s, status=%d, failure=%s]"
        .formatted(kind, leadId, label, sent.at(), ended.at(), status, failure);
  }
}
