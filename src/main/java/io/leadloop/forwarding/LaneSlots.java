package io.leadloop.forwarding;

import io.leadloop.customer.CustomerId;
import io.leadloop.lane.LaneConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Single slots of a lane, for {@link LaneCalls}. As with a claim, locking and counting are two
 * statements.
 */
@ApplicationScoped
class LaneSlots {
  private static final String LOCK = "select state from lane where customer_id = $1 for update";
  private static final String TAKE =
      """
      with gone as (
        delete from lane_slot where customer_id = $1
          and coalesce(sent_at, lease_until) <= now() - $3 * interval '1 ms'
        returning retry
      ), freed as (
        select count(*)::int as slots, count(*) filter (where retry)::int as retries from gone
      ), quota as (
        select l.quota_used - f.slots as used, l.retries_used - f.retries as retries,
          coalesce(l.share, c.requests_per_minute) as quota
        from lane l join customer c on c.id = l.customer_id cross join freed f
        where l.customer_id = $1
      ), slot as (
        insert into lane_slot (request_id, claim, customer_id, lease_until)
        select $2, 0, $1, now() + $4 * interval '1 ms' from quota where used < quota * $5::float8
        returning request_id
      ), counted as (
        update lane l set quota_used = q.used + (select count(*)::int from slot),
          retries_used = q.retries
        from quota q where l.customer_id = $1
      )
      select request_id from slot
      """;
  private static final String ANSWERED =
      """
      with timed as (
        update lane_slot set sent_at = now() where request_id = $1 and claim = 0
      )
      update lane set sleeps_until = greatest(sleeps_until, now() + $3 * interval '1 ms'),
        opens_at = greatest(opens_at, now() + $3 * interval '1 ms'),
        next_at = greatest(next_at, now() + $3 * interval '1 ms')
      where customer_id = $2 and $3 > 0
      """;

  private final Pool pool;
  private final long windowMillis;
  private final long leaseMillis;

  LaneSlots(Pool pool, LaneConfig lane, ForwardingConfig forwarding) {
    this.pool = pool;
    this.windowMillis = lane.window().toMillis();
    this.leaseMillis = forwarding.lease().toMillis();
  }

  /** A slot for one request that is sent now; empty where the quota is used up. */
  Uni<Optional<UUID>> take(CustomerId lane) {
    return take(lane, 1, false);
  }

  /**
   * The same, of no more than a part of the quota; empty as well where nothing is to be sent to the
   * customer.
   *
   * @param share from 0 to 1
   */
  Uni<Optional<UUID>> takeOfOpen(CustomerId lane, double share) {
    return take(lane, share, true);
  }

  private Uni<Optional<UUID>> take(CustomerId lane, double share, boolean onlyOpen) {
    return pool.withTransaction(
        tx ->
            tx.preparedQuery(LOCK)
                .execute(Tuple.of(lane.value()))
                .map(rows -> rows.iterator().next().getString("state").equals("open"))
                .chain(
                    open ->
                        open || !onlyOpen
                            ? take(tx, lane, share, UUID.randomUUID())
                            : Uni.createFrom().item(Optional.<UUID>empty())));
  }

  private Uni<Optional<UUID>> take(SqlClient tx, CustomerId lane, double share, UUID slot) {
    return tx.preparedQuery(TAKE)
        .execute(Tuple.of(lane.value(), slot, windowMillis, leaseMillis, share))
        .map(rows -> rows.size() > 0 ? Optional.of(slot) : Optional.empty());
  }

  /**
   * The request has been answered, so Oplead saw it before now.
   *
   * @param sleep how long the whole lane is to send nothing
   */
  Uni<Void> answered(UUID slot, CustomerId lane, Optional<Duration> sleep) {
    long millis = sleep.map(Duration::toMillis).orElse(0L);
    return pool.preparedQuery(ANSWERED)
        .execute(Tuple.of(slot, lane.value(), millis))
        .replaceWithVoid();
  }
}
