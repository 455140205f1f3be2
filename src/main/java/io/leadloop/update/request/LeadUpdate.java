package io.leadloop.update.request;

import io.leadloop.intake.LaneView;
import io.leadloop.update.DocumentKind;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;

/** A document or a status on its way to Oplead, as its row has it. */
sealed interface LeadUpdate {
  /** The columns that the records read. */
  String COLUMNS =
      "id, state, attempts, last_error, fingerprint, document_kind, media_type, bytes, status_code,"
          + " created_at, updated_at";

  UpdateProgress progress();

  /**
   * @param bytes its length
   */
  record Document(
      UpdateProgress progress, byte[] fingerprint, DocumentKind kind, String mediaType, long bytes)
      implements LeadUpdate {

    static Document of(Row row) {
      return new Document(
          UpdateProgress.of(row),
          row.get(Buffer.class, "fingerprint").getBytes(),
          DocumentKind.ofWireName(row.getString("document_kind")).orElseThrow(),
          row.getString("media_type"),
          row.getLong("bytes"));
    }

    /**
     * @param lane null where it is not reported
     */
    DocumentView view(LaneView lane) {
      return new DocumentView(
          progress.id(),
          kind,
          mediaType,
          bytes,
          progress.state(),
          progress.attempts(),
          progress.lastError(),
          progress.createdAt(),
          progress.updatedAt(),
          lane);
    }
  }

  /**
   * @param code its wire name
   */
  record Status(UpdateProgress progress, String code) implements LeadUpdate {

    static Status of(Row row) {
      return new Status(UpdateProgress.of(row), row.getString("status_code"));
    }

    /**
     * @param lane null where it is not reported
     */
    StatusRequestView view(LaneView lane) {
      return new StatusRequestView(
          progress.id(),
          code,
          progress.state(),
          progress.attempts(),
          progress.lastError(),
          progress.createdAt(),
          progress.updatedAt(),
          lane);
    }
  }
}
