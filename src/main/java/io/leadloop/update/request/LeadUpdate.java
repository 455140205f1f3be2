package io.leadloop.update.request;

import io.leadloop.intake.LaneView;
import io.leadloop.update.DocumentKind;
import io.leadloop.update.UpdateId;
import io.leadloop.update.UpdateState;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;

/**
 * A document or a status on its way to Oplead, as its row has it.
 *
 * @param fingerprint of a document, else null
 * @param document what a document is, else null
 * @param statusCode of a status, else null
 */
record LeadUpdate(
    UpdateId id,
    UpdateState state,
    int attempts,
    String lastError,
    byte[] fingerprint,
    Document document,
    String statusCode,
    Instant createdAt,
    Instant updatedAt) {

  /** What a statement has to bring for {@link #of}. */
  static final String COLUMNS =
      "id, state, attempts, last_error, fingerprint, document_kind, media_type, bytes, status_code,"
          + " created_at, updated_at";

  static LeadUpdate of(Row row) {
    Buffer fingerprint = row.get(Buffer.class, "fingerprint");
    return new LeadUpdate(
        new UpdateId(row.getUUID("id")),
        UpdateState.ofWireName(row.getString("state")),
        row.getInteger("attempts"),
        row.getString("last_error"),
        fingerprint == null ? null : fingerprint.getBytes(),
        document(row),
        row.getString("status_code"),
        row.getOffsetDateTime("created_at").toInstant(),
        row.getOffsetDateTime("updated_at").toInstant());
  }

  private static Document document(Row row) {
    String kind = row.getString("document_kind");
    return kind == null
        ? null
        : new Document(
            DocumentKind.ofWireName(kind).orElseThrow(),
            row.getString("media_type"),
            row.getLong("bytes"));
  }

  boolean isStatus() {
    return statusCode != null;
  }

  /**
   * @param lane null where it is not reported
   */
  DocumentView documentView(LaneView lane) {
    return new DocumentView(
        id,
        document.kind,
        document.mediaType,
        document.bytes,
        state,
        attempts,
        lastError,
        createdAt,
        updatedAt,
        lane);
  }

  /**
   * @param lane null where it is not reported
   */
  StatusRequestView statusView(LaneView lane) {
    return new StatusRequestView(
        id, statusCode, state, attempts, lastError, createdAt, updatedAt, lane);
  }

  /** What is told of a document. */
  record Document(DocumentKind kind, String mediaType, long bytes) {}
}
