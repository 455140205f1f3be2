package io.leadloop.update.request;

import io.leadloop.lead.LeadId;
import io.leadloop.store.Batch;
import io.leadloop.store.ReadPool;
import io.leadloop.update.DocumentKind;
import io.leadloop.update.UpdateId;
import io.leadloop.update.UpdateState;
import io.leadloop.update.document.DocumentChunks;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Reads a lead's documents and status requests for administrators. */
@Singleton
public class UpdateHistory {
  /** After every position. */
  public static final long AFTER_ALL = Long.MAX_VALUE;

  static final String BEFORE =
      """
      select id, position, created_at, state, attempts, last_error, document_kind, media_type,
        bytes, file_name, status_code
      from lead_update where lead_id = $1 and position < $2 order by position desc limit $3
      """;

  private final ReadPool reads;
  private final DocumentChunks files;

  UpdateHistory(ReadPool reads, DocumentChunks files) {
    this.reads = reads;
    this.files = files;
  }

  /**
   * Newest first; the caller checks access.
   *
   * @param position that of the last one that was read, or {@link #AFTER_ALL}
   */
  public Uni<List<UpdateLine>> before(LeadId lead, long position, int limit) {
    return reads
        .get()
        .preparedQuery(BEFORE)
        .execute(Tuple.of(lead.value(), position, limit))
        .map(rows -> Batch.list(rows, this::line));
  }

  private UpdateLine line(Row row) {
    return new UpdateLine(
        row.getLong("position"),
        row.getOffsetDateTime("created_at").toInstant(),
        UpdateState.ofWireName(row.getString("state")),
        row.getInteger("attempts"),
        Optional.ofNullable(row.getString("last_error")),
        document(row),
        Optional.ofNullable(row.getString("status_code")));
  }

  private Optional<UpdateLine.Document> document(Row row) {
    return Optional.ofNullable(row.getString("document_kind"))
        .flatMap(DocumentKind::ofWireName)
        .map(
            kind ->
                new UpdateLine.Document(
                    kind, row.getString("media_type"), row.getLong("bytes"), name(row)));
  }

  private Optional<String> name(Row row) {
    return Optional.ofNullable(row.getBuffer("file_name"))
        .map(name -> files.openName(new UpdateId(row.getUUID("id")), name.getBytes()));
  }
}
