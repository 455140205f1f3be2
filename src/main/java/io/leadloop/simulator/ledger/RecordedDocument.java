package io.leadloop.simulator.ledger;

import io.leadloop.simulator.http.ReceivedFile;
import io.leadloop.simulator.lead.SimulatedLead;

/**
 * A document that was attached to a lead. Its bytes are not kept: their size and digest tell
 * whether they arrived as they were sent.
 *
 * @param size in bytes
 * @param sha256 of the bytes, in lower-case hexadecimal digits
 * @param arrival when the head of its request had arrived, before its bytes were read
 */
public record RecordedDocument(
    String leadId, String filename, String contentType, long size, String sha256, Moment arrival) {

  public static RecordedDocument of(SimulatedLead lead, ReceivedFile file, Moment arrival) {
    return new RecordedDocument(
        lead.id(), file.filename(), file.contentType(), file.size(), file.sha256(), arrival);
  }

  /** Leaves out the file's name, which may be a person's. */
  @Override
  public String toString() {
    return "RecordedDocument[lead=%s, contentType=%s, size=%d, at=%s]"
        .formatted(leadId, contentType, size, arrival.at());
  }
}
