package io.leadloop.oplead.callback;

import java.util.function.Supplier;

/**
 * The part of a body that is about one lead.
 *
 * @param leadId Oplead's id of the lead
 * @param contentType of the part; may be null
 * @param content makes the part's bytes; for most leads in a body they are not needed
 */
public record LeadReport(String leadId, String contentType, Supplier<byte[]> content) {
  /** Builds the part on each call. */
  public byte[] body() {
    return content.get();
  }

  /** Leaves out the body, which may be personal. */
  @Override
  public String toString() {
    return "LeadReport";
  }
}
