package io.leadloop.intake;

import io.leadloop.forwarding.FirstAttempts;
import io.leadloop.lane.LaneConfig;
import io.leadloop.lane.WorkArrived;
import io.leadloop.lane.dispatch.HeldRoom;
import io.leadloop.lead.ShelfLifeConfig;
import io.leadloop.store.Batch;
import io.leadloop.store.GroupCommit;
import io.leadloop.store.GroupCommit.Spacing;
import io.leadloop.store.GroupCommit.Written;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Inserts leads in batches: at 64 connections, one insert per request halves the throughput. The
 * statement returns the new leads; the others already exist under the same reference. It claims
 * those whose lane is idle for their first attempt; the others go into the queue. It counts them as
 * taken, see {@code tally}.
 */
@Singleton
class LeadInserts {
  /** Enough shards for the statements of a few replicas to rarely wait for each other. */
  private static final int SHARDS = 8;

  /** Sealed documents that wait may outlive the requests whose memory was reserved. */
  private static final int PART_OF_HEAP = 16;

  /** A statement costs a few leads' worth, so few of them wait for others. */
  private static final Spacing SPACING = new Spacing(Duration.ZERO, 4, Duration.ofMillis(10), true);

  private static final String INSERT =
      """
      with taken as (
        insert into lead
          (id, provider_id, customer_id, reference, not_after, test, fingerprint, document,
           expires_at)
        -- Ordered, so that statements that share references cannot deadlock.
        select g.*, least(g.not_after, now() + coalesce(c.shelf_life_millis, $10) * interval '1 ms')
        from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::timestamptz[], $6::boolean[],
            $7::bytea[], $8::bytea[])
          as g(id, provider_id, customer_id, reference, not_after, test, fingerprint, document)
        join customer c on c.id = g.customer_id order by provider_id, reference
        on conflict (provider_id, reference) do nothing
        returning id, customer_id, provider_id, created_at, expires_at, not_after, test
      ), arrived as (
        select arrive_in_lanes(array_agg(customer_id), array_agg(leads), $9) as lanes
        from (select customer_id, count(*) as leads from taken group by customer_id) t
      ), tallied as (
        select tally_taken(case when (select lanes from arrived) >= 0 then array_agg(provider_id) end,
          array_agg(customer_id), $9) as pairs
        from taken where not test
      ), claimed as materialized (
        select claim_at_once(case when (select lanes from arrived) >= 0 then array_agg(id) end,
          array_agg(customer_id), $12, $13, $11 * interval '1 ms', $14 * interval '1 ms') as id
        from taken
      ), queued as (
        select enqueue_leads(array_agg(id), array_agg(customer_id), array_agg(provider_id),
          array_agg(created_at), array_agg(expires_at), array_agg(not_after)) as leads
        from taken where id not in (select id from claimed)
      ), outlook as materialized (
        select d.lane, o.* from (select distinct customer_id as lane from taken) d
        cross join lateral lane_outlook(d.lane, $11 * interval '1 ms') o
      )
      select t.id, t.created_at, k.id is not null as is_claimed, o.*, %s
      from taken t join outlook o on o.lane = t.customer_id left join claimed k on k.id = t.id
      left join lateral (
        select * from customer where id = t.customer_id and k.id is not null limit 1) c on true
      left join lateral (
        select * from provider where id = t.provider_id and k.id is not null limit 1) p on true
      where (select leads from queued) >= 0 and (select pairs from tallied) >= 0
      """
          .formatted(FirstAttempts.COLUMNS);

  private final Pool pool;
  private final long shelfLifeMillis;
  private final long windowMillis;
  private final FirstAttempts firstAttempts;
  private final Event<WorkArrived> arrivals;
  private final GroupCommit<LeadRow, Optional<Admission>> commits;

  LeadInserts(
      Pool pool,
      IntakeConfig config,
      ShelfLifeConfig shelfLife,
      LaneConfig lane,
      FirstAttempts firstAttempts,
      Event<WorkArrived> arrivals) {
    this.pool = pool;
    this.shelfLifeMillis = shelfLife.shelfLife().toMillis();
    this.windowMillis = lane.window().toMillis();
    this.firstAttempts = firstAttempts;
    this.arrivals = arrivals;
    this.commits =
        new GroupCommit<>(
            this::write,
            lead -> lead.sealedDocument().length,
            new GroupCommit.Limits(
                config.statementsInFlight(),
                config.leadsPerStatement(),
                config.maxWaiting(),
                Runtime.getRuntime().maxMemory() / PART_OF_HEAP,
                SPACING));
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
    HeldRoom room = firstAttempts.hold(leads.stream().map(LeadRow::customer).toList());
    return pool.preparedQuery(INSERT)
        .execute(firstAttempts.parameters(rows, room).tuple())
        .map(InsertedRows::read)
        .onFailure()
        .invoke(room::release)
        .invoke(inserted -> firstAttempts.begin(room, inserted.claimed(leads)))
        .invoke(this::announce)
        .map(inserted -> inserted.of(leads));
  }

  private void announce(InsertedRows inserted) {
    if (!inserted.lanesToWake().isEmpty()) {
      arrivals.fire(new WorkArrived(inserted.lanesToWake()));
    }
  }
}
