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

/**
 * Claims documents and statuses: before the leads up to a tenth of each lane's quota, and after
 * them with what they left of it.
 */
@ApplicationScoped
@Priority(200)
class UpdateWork implements LaneWork {
  private static final String PRESENT =
      """
      exists (select from lead_update where customer_id = l.customer_id
        and state = 'queued' and next_attempt_at is not null)\
      """;

  static final String DUE =
      """
      exists (select from lead_update where customer_id = l.customer_id
        and state = 'queued' and next_attempt_at <= now()
        and coalesce(expires_at, now()) > now())\
      """;

  /** One customer has this part of the documents that one replica may send at once. */
  private static final int SHARE_OF_DOCUMENTS = 8;

  /**
   * Claims for the locked lanes {@code $1}, each with room for {@code $2} more calls and {@code $5}
   * more documents here, {@code $3} updates and {@code $6} documents at most; {@code $4} is the
   * lease and {@code $7} the window in milliseconds, {@code $8} whether to keep to the tenth of the
   * quota that is theirs. Of one lead there is never more than one that is due. A lane that has
   * more than there is room for is looked at again soon, by whichever replica has room.
   */
  static final String CLAIM =
      """
      with free as (
        select f.lane as customer_id, g.documents,
          least(f.free, case when $8 then f.free_updates end) as free
        from free_slots($1, $2, $3, $7 * interval '1 ms') f
        join unnest($1::uuid[], $5::int[]) as g(lane, documents) using (lane)
      ), due as (
        select u.*, row_number() over (partition by u.customer_id, u.kind order by u.next_attempt_at)
          <= f.documents as fits,
          row_number() over (partition by u.customer_id order by u.next_attempt_at) as place
        from free f cross join lateral (
          select id, customer_id, kind, next_attempt_at from lead_update
          where customer_id = f.customer_id and state = 'queued' and next_attempt_at <= now()
            and coalesce(expires_at, now()) > now()
          order by next_attempt_at limit f.free for update skip locked) u
      ), mine as (
        select id from (
          select *, row_number() over (partition by kind order by fits desc, place) <= $6::int as may
          from due) d
        where kind = 'status' or (fits and may)
        limit $3
      ), claimed as (
        update lead_update u set state = 'sending', claims = claims + 1, attempts = attempts + 1,
          next_attempt_at = null, updated_at = now()
        where u.id = any(array(select id from mine))
        returning u.*
      ), taken as (
        select f.customer_id, f.free, count(k.id)::int as updates,
          count(k.id) < (select count(*) from due d where d.customer_id = f.customer_id) as more,
          (select min(next_attempt_at) from lead_update u where u.customer_id = f.customer_id
            and u.state = 'queued' and u.next_attempt_at > now()) as due_later,
          exists (select from lead_update u where u.customer_id = f.customer_id
            and u.state = 'queued' and u.next_attempt_at <= now()
            and coalesce(u.expires_at, now()) > now()) as due
        from free f left join claimed k using (customer_id) group by f.customer_id, f.free
      ), slots as (
        select array_agg(id) as requests, array_agg(claims) as claims,
          array_agg(customer_id) as lanes
        from claimed
      ), polled as (
        select array_agg(customer_id) as lanes, array_agg(case
          when updates > 0 and updates = free then now()
          when more or (free = 0 and due) then now() + interval '250 ms'
          else coalesce(due_later, 'infinity') end) as look_at
        from taken
      )
      select k.id, k.lead_id, k.claims, k.attempts, k.status_code, k.document_kind,
        k.media_type, k.file_name, k.bytes, k.pieces, p.oplead_id, now() as claimed_at,
      """
          + OpleadAccounts.COLUMNS
          + """

          from claimed k join customer c on c.id = k.customer_id join lead_progress p on p.lead_id = k.lead_id
          where (select take_slots(s.requests, s.claims, s.lanes, 'update', $4 * interval '1 ms', p.lanes,
              p.look_at) from slots s, polled p) >= 0
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
