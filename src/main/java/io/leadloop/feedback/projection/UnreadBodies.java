package io.leadloop.feedback.projection;

import io.leadloop.feedback.Feedback;
import io.leadloop.store.Batch;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Stored bodies in which no status was found. They are kept to be read again after the rules of
 * reading were improved; each is locked while it is, so it is published once.
 */
final class UnreadBodies {
  static final String FIND =
      """
      select f.id, f.kind, f.body, f.content_type, f.received_at
      from unnest($1::uuid[]) as given(id)
      cross join lateral (
        select * from feedback where id = given.id and is_unread and body is not null
        for update) f
      """;

  static final String RECORD_READ =
      "update feedback set is_unread = false where id = any($1) and is_unread";

  private UnreadBodies() {}

  /** Those of that feedback that are still unread, by the feedback's id. */
  static Uni<Map<UUID, Unread>> find(SqlClient tx, Set<UUID> feedback) {
    return feedback.isEmpty()
        ? Uni.createFrom().item(Map.of())
        : tx.preparedQuery(FIND)
            .execute(Batch.of(feedback).uuids(id -> id).tuple())
            .map(rows -> Batch.list(rows, Unread::of))
            .map(bodies -> bodies.stream().collect(Collectors.toMap(Unread::id, body -> body)));
  }

  /** A status was found in them at last. */
  static Uni<Void> recordRead(SqlClient tx, Set<UUID> feedback) {
    return feedback.isEmpty()
        ? Uni.createFrom().voidItem()
        : tx.preparedQuery(RECORD_READ)
            .execute(Batch.of(feedback).uuids(id -> id).tuple())
            .replaceWithVoid();
  }

  /**
   * One body.
   *
   * @param id of the feedback that has it
   * @param body sealed for its lead
   * @param contentType may be null
   */
  record Unread(UUID id, StatusSource source, byte[] body, String contentType, Instant receivedAt) {

    static Unread of(Row row) {
      return new Unread(
          row.getUUID("id"),
          row.getString("kind").equals(Feedback.Kind.NOTIFIED.wireName())
              ? StatusSource.SUBSCRIPTION
              : StatusSource.CALLBACK,
          row.getBuffer("body").getBytes(),
          row.getString("content_type"),
          row.getOffsetDateTime("received_at").toInstant());
    }

    @Override
    public String toString() {
      return "Unread[" + id + "]";
    }
  }
}
