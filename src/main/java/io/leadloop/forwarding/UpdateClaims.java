package io.leadloop.forwarding;

import io.leadloop.customer.CustomerId;
import io.leadloop.lead.LeadId;
import io.leadloop.store.Batch;
import io.leadloop.update.UpdateId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Claims documents and statuses with what the leads left of each lane's quota. */
@ApplicationScoped
class UpdateClaims {
  /**
   * Claims for the locked lanes {@code $1}, of which each has room for {@code $2} more calls here,
   * {@code $3} updates at most; {@code $4} is the lease in milliseconds. Of one lead there is never
   * more than one that is due.
   */
  private static final String CLAIM =
      """
      with given as (
        select * from unnest($1::uuid[], $2::int[]) as g(customer_id, room)
      ), free as (
        select l.customer_id, greatest(0, least(g.room, $3,
          least(c.requests_per_minute, coalesce(l.share, c.requests_per_minute)) - l.quota_used))
          as free
        from given g join lane l using (customer_id) join customer c on c.id = l.customer_id
      ), mine as (
        select u.id, u.customer_id from free f cross join lateral (
          select id, customer_id from lead_update
          where customer_id = f.customer_id and state = 'queued' and next_attempt_at <= now()
            and expires_at > now()
          order by next_attempt_at limit f.free for update skip locked) u
        limit $3
      ), claimed as (
        update lead_update u set state = 'sending', claims = claims + 1, attempts = attempts + 1,
          lease_until = now() + $4 * interval '1 ms', next_attempt_at = null, updated_at = now()
        where u.id = any(array(select id from mine))
        returning u.*
      ), slots as (
        insert into lane_slot (request_id, claim, customer_id, lease_until)
        select id, claims, customer_id, lease_until from claimed
      ), taken as (
        select f.customer_id, f.free, count(k.id)::int as updates,
          (select min(next_attempt_at) from lead_update u where u.customer_id = f.customer_id
            and u.state = 'queued' and u.next_attempt_at > now()) as due_later
        from free f left join claimed k using (customer_id) group by f.customer_id, f.free
      ), turns as (
        update lane l set quota_used = quota_used + t.updates,
          next_at = least(l.next_at, greatest(l.opens_at,
            case when t.updates > 0 and t.updates = t.free then now()
              else coalesce(t.due_later, 'infinity') end))
        from taken t where l.customer_id = t.customer_id and l.customer_id = any($1)
      )
      select k.*, l.oplead_id, l.document, c.slug, c.oplead_base_url, c.oplead_token, c.token_header,
        c.token_scheme, c.token_query_parameter, c.provider_fields
      from claimed k join customer c on c.id = k.customer_id join lead l on l.id = k.lead_id
      """;

  private final long leaseMillis;
  private final int roomPerLane;

  UpdateClaims(ForwardingConfig config) {
    this.leaseMillis = config.lease().toMillis();
    this.roomPerLane = config.concurrencyPerCustomer();
  }

  /**
   * In the caller's transaction, which holds the lanes and has claimed their leads.
   *
   * @param room how many updates the caller can send at once
   * @param busy how many calls it has under way in each lane, those of the leads included
   */
  Uni<List<ClaimedUpdate>> claim(
      SqlClient tx, List<UUID> lanes, int room, Map<CustomerId, Integer> busy) {
    if (lanes.isEmpty() || room <= 0) {
      return Uni.createFrom().item(List.of());
    }
    return tx.preparedQuery(CLAIM)
        .execute(
            Batch.of(lanes)
                .uuids(id -> id)
                .integers(id -> roomPerLane - busy.getOrDefault(new CustomerId(id), 0))
                .value(room)
                .value(leaseMillis)
                .tuple())
        .map(rows -> Batch.list(rows, UpdateClaims::claimed));
  }

  private static ClaimedUpdate claimed(Row row) {
    return new ClaimedUpdate(
        new UpdateId(row.getUUID("id")),
        new LeadId(row.getUUID("lead_id")),
        row.getInteger("claims"),
        row.getInteger("attempts"),
        new CustomerId(row.getUUID("customer_id")),
        Accounts.claimed(row),
        row.getString("oplead_id"),
        sealedLead(row),
        row.getString("status_code"),
        document(row));
  }

  private static byte[] sealedLead(Row row) {
    Buffer document = row.get(Buffer.class, "document");
    return document == null ? null : document.getBytes();
  }

  private static ClaimedUpdate.Document document(Row row) {
    String kind = row.getString("document_kind");
    return kind == null
        ? null
        : new ClaimedUpdate.Document(
            kind,
            row.getString("media_type"),
            row.getBuffer("file_name").getBytes(),
            row.getLong("bytes"),
            row.getInteger("pieces"));
  }
}
