package io.leadloop.oplead.callback;

import java.util.function.Supplier;

/**
 * The report about one lead in a body about several.
 *
 * @param leadId Oplead's id of the lead
 * @param contentType the part's content type; may be null
 * @param content builds the part's bytes, which most leads in a body do not need
 */
public record LeadReport(String leadId, String contentType, Supplier<byte[]> content) {
  /** Builds the part on each call. */
  public byte[] body() {
    return content.get();
  }

  /** Omits the body, which may be personal. */
  @Override
  public String toString() {
    return "LeadReport";
  }
}
