package io.leadloop.update.request;

import io.leadloop.update.DocumentKind;
import io.leadloop.update.UpdateState;
import java.time.Instant;
import java.util.Optional;

/**
 * A document or a status request of a lead, for administrators.
 *
 * @param position by which those of a lead are ordered
 * @param document what it is, if it is a document
 * @param statusCode the requested status, if it is one
 * @param lastError why it was not delivered, if it was not
 */
public record UpdateLine(
    long position,
    Instant createdAt,
    UpdateState state,
    int attempts,
    Optional<String> lastError,
    Optional<Document> document,
    Optional<String> statusCode) {

  /**
   * A document.
   *
   * @param name the file's name, which may be personal; empty once Oplead has it
   */
  public record Document(DocumentKind kind, String mediaType, long bytes, Optional<String> name) {
    /** Without the name. */
    @Override
    public String toString() {
      return "Document[" + kind + ", " + mediaType + ", " + bytes + "]";
    }
  }
}
