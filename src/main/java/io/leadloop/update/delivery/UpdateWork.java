package io.leadloop.update.delivery;

import io.leadloop.customer.CustomerId;
import io.leadloop.customer.OpleadAccounts;
import io.leadloop.lane.Attempt;
import io.leadloop.lane.CallConfig;
import io.leadloop.lane.InFlight;
import io.leadloop.lane.LaneConfig;
import io.leadloop.lane.LaneRoom;
import io.leadloop.lane.LaneWork;
import io.leadloop.lane.SlotId;
import io.leadloop.lead.LeadId;
import io.leadloop.store.Batch;
import io.leadloop.update.UpdateId;
import io.leadloop.update.delivery.Update.DocumentUpdate;
import io.leadloop.update.delivery.Update.StatusUpdate;
import io.leadloop.update.document.DocumentConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * Claims documents and statuses: before the leads up to a tenth of each lane's quota, and after
 * them with what they left of it.
 */
@ApplicationScoped
@Priority(200)
class UpdateWork implements LaneWork {
  /** Not by {@code exists}, which PostgreSQL may answer by reading what all lanes have. */
  static final String PRESENT =
      """
      coalesce((select true from lead_update where customer_id = l.customer_id
        and state = 'queued' and next_attempt_at is not null limit 1), false)\
      """;

  static final String DUE =
      """
      coalesce((select true from lead_update where customer_id = l.customer_id
        and state = 'queued' and next_attempt_at <= now()
        and coalesce(expires_at, now()) > now() limit 1), false)\
      """;

  /** One customer has this part of the documents that one replica may send at once. */
  private static final int SHARE_OF_DOCUMENTS = 8;

  /**
   * Claims for the locked lanes {@code $1}, each with room for {@code $2} more calls and {@code $5}
   * more documents here, {@code $3} updates and {@code $6} documents at most; {@code $4} is the
   * lease and {@code $7} the window in milliseconds, {@code $8} whether to keep to the tenth of the
   * quota that is theirs.
   */
  static final String CLAIM =
      """
      select id from claim_updates($1, $2, $3, $4 * interval '1 ms', $5, $6, $7 * interval '1 ms', $8)
      """;

  /**
   * What was claimed. A statement of its own: the one that claims sees the leads as they were when
   * it began, and an update may have become due since.
   */
  static final String READ =
      """
      select k.id, k.lead_id, k.claims, k.attempts, k.status_code, k.document_kind,
        k.media_type, k.file_name, k.bytes, k.pieces, p.oplead_id, now() as claimed_at,
      """
          + OpleadAccounts.COLUMNS
          + """

          from unnest($1::uuid[]) as given(id)
          cross join lateral (select * from lead_update where id = given.id limit 1) k
          cross join lateral (select * from customer where id = k.customer_id limit 1) c
          cross join lateral (select oplead_id from lead_progress where lead_id = k.lead_id limit 1) p
          """;

  private final UpdateAttempts attempts;
  private final long leaseMillis;
  private final long windowMillis;
  private final int documents;
  private final int documentsPerLane;

  UpdateWork(
      UpdateAttempts attempts, CallConfig config, LaneConfig lane, DocumentConfig documents) {
    this.attempts = attempts;
    this.leaseMillis = config.lease().toMillis();
    this.windowMillis = lane.window().toMillis();
    this.documents = documents.maxDeliveries();
    this.documentsPerLane = Math.max(1, this.documents / SHARE_OF_DOCUMENTS);
  }

  @Override
  public String isPresent() {
    return PRESENT;
  }

  @Override
  public String isDue() {
    return DUE;
  }

  /**
   * What updates have not yet had of a tenth of the quota, so that leads cannot delay them long.
   */
  @Override
  public Uni<List<Attempt>> claimReserved(SqlClient tx, LaneRoom room) {
    return claim(tx, room, true);
  }

  /** What the leads left. */
  @Override
  public Uni<List<Attempt>> claim(SqlClient tx, LaneRoom room) {
    return claim(tx, room, false);
  }

  private Uni<List<Attempt>> claim(SqlClient tx, LaneRoom room, boolean reserved) {
    if (room.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    InFlight inFlight = room.inFlight();
    return tx.preparedQuery(CLAIM)
        .execute(
            Batch.of(room.lanes())
                .uuids(lane -> lane)
                .integers(room::of)
                .value(room.total())
                .value(leaseMillis)
                .integers(
                    lane ->
                        Math.max(0, documentsPerLane - inFlight.documents(new CustomerId(lane))))
                .value(documents - inFlight.documentsInAll())
                .value(windowMillis)
                .value(reserved)
                .tuple())
        .map(rows -> Batch.list(rows, row -> row.getUUID("id")))
        .chain(ids -> ids.isEmpty() ? Uni.createFrom().item(List.of()) : read(tx, ids));
  }

  private Uni<List<Attempt>> read(SqlClient tx, List<UUID> ids) {
    return tx.preparedQuery(READ)
        .execute(Batch.of(ids).uuids(id -> id).tuple())
        .map(rows -> Batch.list(rows, row -> attempts.of(claimed(row))));
  }

  private static Update claimed(Row row) {
    ClaimedUpdate claim =
        new ClaimedUpdate(
            new UpdateId(row.getUUID("id")),
            new LeadId(row.getUUID("lead_id")),
            new SlotId(
                row.getUUID("id"),
                row.getInteger("claims"),
                row.getOffsetDateTime("claimed_at").toInstant()),
            row.getInteger("attempts"),
            OpleadAccounts.kept(row),
            row.getString("oplead_id"));
    String kind = row.getString("document_kind");
    return kind == null
        ? new StatusUpdate(claim, row.getString("status_code"))
        : new DocumentUpdate(
            claim,
            kind,
            row.getString("media_type"),
            row.getBuffer("file_name").getBytes(),
            row.getLong("bytes"),
            row.getInteger("pieces"));
  }
}
