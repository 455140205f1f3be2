package io.leadloop.lane.call;

import io.leadloop.customer.CustomerId;
import io.leadloop.lane.CallConfig;
import io.leadloop.lane.LaneConfig;
import io.leadloop.lane.LaneReport;
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
          case when $6 then c.requests_per_minute when a.at_once = 0 then 0
            else $5::float8 * (a.in_window
              - lane_reserve(c.requests_per_minute, l.reserved_until)) end as allowed
        from lane l join customer c on c.id = l.customer_id cross join freed f
        cross join lateral lane_allowance(l.customer_id, l.pace, l.pace_holds_until,
          c.requests_per_minute, $3 * interval '1 ms') a
        where l.customer_id = $1
      ), slot as (
        insert into lane_slot (request_id, claim, customer_id, lease_until)
        select $2, 0, $1, now() + $4 * interval '1 ms' from quota where used < allowed
        returning request_id
      ), counted as (
        update lane l set quota_used = q.used + (select count(*)::int from slot),
          retries_used = q.retries,
          reserved_until = case when $6 and not exists (select from slot)
            then now() + 2 * $3 * interval '1 ms' else l.reserved_until end
        from quota q where l.customer_id = $1
      )
      select exists (select from slot) as taken, least($3, 1 + extract(epoch
          from min(coalesce(sent_at, lease_until)) + $3 * interval '1 ms' - now()) * 1000)::bigint
        as wait
      from lane_slot where customer_id = $1
        and coalesce(sent_at, lease_until) > now() - $3 * interval '1 ms'
      """;
  private static final String ANSWERED =
      """
      with timed as (
        update lane_slot set sent_at = clock_timestamp() + $4 * interval '1 ms', refused = $5
        where request_id = $1 and claim = 0
      )
      update lane set sleeps_until = greatest(sleeps_until, now() + $3 * interval '1 ms'),
        sleep_reason = case when now() + $3 * interval '1 ms' >= sleeps_until then $6
          else sleep_reason end,
        opens_at = greatest(opens_at, now() + $3 * interval '1 ms'),
        next_at = greatest(next_at, now() + $3 * interval '1 ms')
      where customer_id = $2 and $3 > 0
      """;

  private final Pool pool;
  private final Duration window;
  private final Duration margin;
  private final long leaseMillis;

  LaneSlots(Pool pool, LaneConfig lane, CallConfig forwarding) {
    this.pool = pool;
    this.window = lane.window();
    this.margin = lane.margin();
    this.leaseMillis = forwarding.lease().toMillis();
  }

  /** A slot for what an administrator asks; there is one that nothing else may take. */
  Uni<TakenSlot> takeReserved(CustomerId lane) {
    return take(lane, 1, true, false);
  }

  /**
   * A slot of no more than a part of the quota; none where nothing is to be sent to the customer.
   *
   * @param part from 0 to 1
   */
  Uni<TakenSlot> takeOfOpen(CustomerId lane, double part) {
    return take(lane, part, false, true);
  }

  private Uni<TakenSlot> take(CustomerId lane, double part, boolean reserved, boolean onlyOpen) {
    return pool.withTransaction(
        tx ->
            tx.preparedQuery(LOCK)
                .execute(Tuple.of(lane.value()))
                .map(rows -> rows.iterator().next().getString("state").equals("open"))
                .chain(
                    open ->
                        open || !onlyOpen
                            ? take(tx, lane, part, reserved)
                            : Uni.createFrom().item(new TakenSlot(Optional.empty(), window))));
  }

  private Uni<TakenSlot> take(SqlClient tx, CustomerId lane, double part, boolean reserved) {
    UUID slot = UUID.randomUUID();
    return tx.preparedQuery(TAKE)
        .execute(
            Tuple.of(lane.value(), slot, window.toMillis(), leaseMillis, part).addBoolean(reserved))
        .map(rows -> rows.iterator().next())
        .map(
            row ->
                new TakenSlot(
                    row.getBoolean("taken") ? Optional.of(slot) : Optional.empty(),
                    Optional.ofNullable(row.getLong("wait"))
                        .map(Duration::ofMillis)
                        .orElse(window)));
  }

  /**
   * The request has ended, so Oplead saw it before now, or will do so within the margin.
   *
   * @param report what the lane does after it
   */
  Uni<Void> answered(UUID slot, CustomerId lane, LaneReport report) {
    Long sleep = report.laneSleepMillis();
    return pool.preparedQuery(ANSWERED)
        .execute(
            Tuple.of(slot, lane.value(), sleep == null ? 0L : sleep)
                .addLong(report.isUnanswered() ? margin.toMillis() : 0L)
                .addBoolean(report.isThrottled())
                .addString(report.laneSleepReason()))
        .replaceWithVoid();
  }

  /**
   * The answer to a request for a slot.
   *
   * @param slot empty where there was none
   * @param untilNext how long until there is the next one, at the latest
   */
  record TakenSlot(Optional<UUID> slot, Duration untilNext) {}
}
