package io.leadloop.lane.call;

import io.leadloop.customer.CustomerId;
import io.leadloop.lane.CallConfig;
import io.leadloop.lane.LaneConfig;
import io.leadloop.lane.LaneReport;
import io.leadloop.lane.LaneSettlement;
import io.leadloop.lane.SlotId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Single slots of a lane, for {@link LaneCalls}. As with a claim, the lane is locked before its
 * slots are counted.
 */
@ApplicationScoped
class LaneSlots {
  private static final String LOCK =
      """
      select state = 'open' as is_open,
        ceil(extract(epoch from greatest(sleeps_until, now()) - now()) * 1000)::bigint as sleeps
      from lane where customer_id = $1 for update
      """;
  private static final String FORGET = "select forget_slots(array[$1::uuid], $2 * interval '1 ms')";
  private static final String TAKE =
      """
      with quota as (
        select l.used, l.oldest, case when $6 then c.requests_per_minute when a.at_once = 0 then 0
            else $5::float8 * (a.in_window
              - lane_reserve(c.requests_per_minute, l.reserved_until)) end as allowed
        from lane l join customer c on c.id = l.customer_id
        cross join lateral lane_allowance(l.customer_id, l.pace, l.pace_holds_until, l.claimed_at,
          c.requests_per_minute, $3 * interval '1 ms') a
        where l.customer_id = $1
      )
      select used < allowed as taken, now() as claimed_at, least($3, 1 + extract(epoch
          from first.ends_at + $3 * interval '1 ms' - now()) * 1000)::bigint as wait,
        case when used < allowed then take_slots(array[$2::uuid], array[0], array[$1::uuid], 'call',
            $4 * interval '1 ms', array[$1::uuid], array['infinity'::timestamptz])
          when $6 then reserve_slot($1, 2 * $3 * interval '1 ms') end as done
      from quota left join lateral (select ends_at from lane_slot where customer_id = $1
        order by ends_at limit 1) first on true
      """;
  private static final String ANSWERED = "select " + LaneSettlement.END;

  private final Pool pool;
  private final LaneConfig config;
  private final Duration window;
  private final long leaseMillis;

  LaneSlots(Pool pool, LaneConfig lane, CallConfig forwarding) {
    this.pool = pool;
    this.config = lane;
    this.window = lane.window();
    this.leaseMillis = forwarding.lease().toMillis();
  }

  /** A slot for what an administrator asks; there is one that nothing else may take. */
  Uni<TakenSlot> takeReserved(CustomerId lane) {
    return take(lane, 1, true, false);
  }

  /**
   * A slot of no more than a part of the quota; none where nothing is to be sent to the customer,
   * since its lane is stopped or sleeps.
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
                .map(rows -> rows.iterator().next())
                .chain(
                    row ->
                        onlyOpen && isShut(row)
                            ? Uni.createFrom().item(new TakenSlot(Optional.empty(), opens(row)))
                            : take(tx, lane, part, reserved)));
  }

  private static boolean isShut(Row lane) {
    return !lane.getBoolean("is_open") || lane.getLong("sleeps") > 0;
  }

  /** When it sends again; of a stopped lane that is not known, so a window is as good as any. */
  private Duration opens(Row lane) {
    long sleeps = lane.getLong("sleeps");
    return sleeps > 0 ? Duration.ofMillis(sleeps) : window;
  }

  private Uni<TakenSlot> take(SqlClient tx, CustomerId lane, double part, boolean reserved) {
    UUID slot = UUID.randomUUID();
    return tx.preparedQuery(FORGET)
        .execute(Tuple.of(lane.value(), window.toMillis()))
        .chain(
            () ->
                tx.preparedQuery(TAKE)
                    .execute(
                        Tuple.of(lane.value(), slot, window.toMillis(), leaseMillis, part)
                            .addBoolean(reserved)))
        .map(rows -> taken(slot, rows.iterator().next()));
  }

  private TakenSlot taken(UUID slot, Row row) {
    Instant claimedAt = row.getOffsetDateTime("claimed_at").toInstant();
    return new TakenSlot(
        row.getBoolean("taken") ? Optional.of(new SlotId(slot, 0, claimedAt)) : Optional.empty(),
        Optional.ofNullable(row.getLong("wait")).map(Duration::ofMillis).orElse(window));
  }

  /**
   * The request has ended, so Oplead saw it before now, or will do so within the margin.
   *
   * @param report what the lane does after it
   */
  Uni<Void> answered(SlotId slot, LaneReport report) {
    return pool.preparedQuery(ANSWERED)
        .execute(
            LaneSettlement.batch(
                    List.of(report), r -> new LaneSettlement(slot, Optional.empty(), r), config)
                .tuple())
        .replaceWithVoid();
  }

  /**
   * The answer to a request for a slot.
   *
   * @param slot empty where there was none
   * @param untilNext how long until there is the next one, at the latest
   */
  record TakenSlot(Optional<SlotId> slot, Duration untilNext) {}
}
