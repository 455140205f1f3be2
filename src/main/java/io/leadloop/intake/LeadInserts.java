package io.leadloop.intake;

import io.leadloop.lane.LaneConfig;
import io.leadloop.lane.WorkArrived;
import io.leadloop.lead.ShelfLifeConfig;
import io.leadloop.store.Batch;
import io.leadloop.store.GroupCommit;
import io.leadloop.store.GroupCommit.Written;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Inserts leads in batches: at 64 connections, one insert per request halves the throughput. The
 * statement returns the new leads; the others already exist under the same reference.
 */
@Singleton
class LeadInserts {
  /** Enough shards for the statements of a few replicas to rarely wait for each other. */
  private static final int SHARDS = 8;

  private static final String INSERT =
      """
      with given as (
        select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::timestamptz[],
            $6::boolean[], $7::bytea[], $8::bytea[])
          as g(id, provider_id, customer_id, reference, not_after, test, fingerprint, document)
      ), taken as (
        insert into lead
          (id, provider_id, customer_id, reference, not_after, test, fingerprint, document,
           expires_at)
        -- Ordered, so that statements that share references cannot deadlock.
        select g.*, least(g.not_after,
            now() + coalesce(c.shelf_life_millis, $10) * interval '1 ms')
          from given g join customer c on c.id = g.customer_id order by provider_id, reference
        on conflict (provider_id, reference) do nothing
        returning id, customer_id, provider_id, created_at, expires_at, not_after
      ), queued as (
        select enqueue_leads(array_agg(id), array_agg(customer_id), array_agg(provider_id),
          array_agg(created_at), array_agg(expires_at), array_agg(not_after)) as leads
        from taken
      ), arrived as (
        select arrive_in_lanes(array_agg(customer_id), array_agg(leads), $9) as lanes
        from (select customer_id, count(*) as leads from taken group by customer_id) t
      )
      select id, created_at, null::uuid as customer_id, null::boolean as open,
        null::bigint as waiting, null::integer as quota, null::integer as used,
        null::timestamptz as oldest, null::timestamptz as newest, null::timestamptz as sleeps_until,
        null::text as sleep_reason, null::integer as pace, null::boolean as may_send
      from taken
      union all
      select null, null, g.customer_id, o.open, o.waiting, o.quota, o.used, o.oldest, o.newest,
        o.sleeps_until, o.sleep_reason, o.pace, o.may_send
      from (select distinct customer_id from given) g
      cross join lateral lane_outlook(g.customer_id, $11 * interval '1 ms') o
      where (select leads from queued) >= 0 and (select lanes from arrived) >= 0
      """;

  private final Pool pool;
  private final long shelfLifeMillis;
  private final long windowMillis;
  private final Event<WorkArrived> arrivals;
  private final GroupCommit<LeadRow, Optional<Admission>> commits;

  LeadInserts(
      Pool pool,
      IntakeConfig config,
      ShelfLifeConfig shelfLife,
      LaneConfig lane,
      Event<WorkArrived> arrivals) {
    this.pool = pool;
    this.shelfLifeMillis = shelfLife.shelfLife().toMillis();
    this.windowMillis = lane.window().toMillis();
    this.arrivals = arrivals;
    this.commits =
        new GroupCommit<>(
            this::write,
            lead -> lead.sealedDocument().length,
            new GroupCommit.Limits(
                config.statementsInFlight(), config.leadsPerStatement(), config.maxWaiting()));
  }

  /**
   * Inserts leads; the result is empty for a lead whose reference exists. Fails with {@link
   * GroupCommit.FullException} when too many are waiting.
   */
  Uni<List<Written<Optional<Admission>>>> insert(List<LeadRow> leads) {
    return leads.isEmpty() ? Uni.createFrom().item(List.of()) : commits.commit(leads);
  }

  private Uni<List<Optional<Admission>>> write(List<LeadRow> leads) {
    Batch<LeadRow> rows =
        Batch.of(leads)
            .uuids(lead -> lead.id().value())
            .uuids(lead -> lead.provider().value())
            .uuids(lead -> lead.customer().value())
            .texts(LeadRow::reference)
            .times(LeadRow::notAfter)
            .booleans(LeadRow::test)
            .bytes(LeadRow::fingerprint)
            .bytes(LeadRow::sealedDocument)
            .value((short) ThreadLocalRandom.current().nextInt(SHARDS))
            .value(shelfLifeMillis)
            .value(windowMillis);
    return pool.preparedQuery(INSERT)
        .execute(rows.tuple())
        .map(InsertedRows::read)
        .invoke(this::announce)
        .map(inserted -> inserted.of(leads));
  }

  private void announce(InsertedRows inserted) {
    if (!inserted.lanesToWake().isEmpty()) {
      arrivals.fire(new WorkArrived(inserted.lanesToWake()));
    }
  }
}
