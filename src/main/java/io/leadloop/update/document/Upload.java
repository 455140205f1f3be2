package io.leadloop.update.document;

import io.leadloop.update.DocumentKind;
import io.leadloop.update.UpdateId;

/**
 * A document whose pieces are on disk, and which no lead has yet.
 *
 * @param fileName as it is to be sent
 * @param bytes its length
 * @param pieces how many pieces it has
 * @param sha256 of its bytes
 */
public record Upload(
    UpdateId id,
    DocumentKind kind,
    String fileName,
    String mediaType,
    long bytes,
    int pieces,
    byte[] sha256) {
  /** Leaves out the name. */
  @Override
  public String toString() {
    return "Upload[" + id + ", " + mediaType + ", " + bytes + " bytes]";
  }
}
