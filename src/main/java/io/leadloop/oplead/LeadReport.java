package io.leadloop.oplead;

/**
 * The part of a body that is about one lead.
 *
 * @param leadId Oplead's id of the lead
 * @param contentType of the part; may be null
 * @param body the part
 */
public record LeadReport(String leadId, String contentType, byte[] body) {
  /** Leaves out the body, which may be personal. */
  @Override
  public String toString() {
    return "LeadReport[" + body.length + " bytes]";
  }
}
