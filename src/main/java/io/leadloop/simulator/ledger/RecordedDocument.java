package io.leadloop.simulator.ledger;

import io.leadloop.simulator.http.ReceivedFile;
import io.leadloop.simulator.lead.SimulatedLead;

/**
 * A document attached to a lead. Its bytes are not stored; size and digest show whether they
 * arrived intact.
 *
 * @param size in bytes
 * @param sha256 of the bytes, in lower-case hexadecimal digits
 * @param arrival when the request's head arrived
 */
public record RecordedDocument(
    String leadId, String filename, String contentType, long size, String sha256, Moment arrival) {

  public static RecordedDocument of(SimulatedLead lead, ReceivedFile file, Moment arrival) {
    return new RecordedDocument(
        lead.id(), file.filename(), file.contentType(), file.size(), file.sha256(), arrival);
  }

  /** Omits the file's name, which may be a person's. */
  @Override
  public String toString() {
    return "RecordedDocument[lead=%s, contentType=%s, size=%d, at=%s]"
        .formatted(leadId, contentType, size, arrival.at());
  }
}
