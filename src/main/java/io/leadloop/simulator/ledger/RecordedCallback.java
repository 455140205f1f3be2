package io.leadloop.simulator.ledger;

import io.vertx.core.buffer.Buffer;

/**
 * One callback that was sent, and what became of it.
 *
 * @param label the status that the lead was in, empty before the first
 * @param url where it was sent
 * @param body the bytes of its body
 * @param sent when its turn came; it may still have waited for a connection
 * @param ended when its answer had arrived, or it was given up
 * @param status the status of its answer, or 0 where there was none
 * @param failure the kind of failure where there was no answer, else empty
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

  /** Leaves out the address, which is a secret, and the body, which is personal data. */
  @Override
  public String toString() {
    return "RecordedCallback[%s, lead=%s, label=%s, sent=%s, ended=%s, status=%d, failure=%s]"
        .formatted(kind, leadId, label, sent.at(), ended.at(), status, failure);
  }
}
