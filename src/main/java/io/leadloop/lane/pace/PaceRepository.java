package io.leadloop.lane.pace;

import io.leadloop.customer.CustomerId;
import io.leadloop.lane.LaneConfig;
import io.leadloop.lane.SlotId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Keeps the paces of lanes in the database, since a token's requests are sent by all replicas. It
 * is asked only when Oplead has refused a request (429), after that was settled.
 */
@ApplicationScoped
public class PaceRepository {
  private static final Logger LOG = Logger.getLogger(PaceRepository.class);
  private static final String LOCK = "select from lane where customer_id = $1 for update";

  /** Requests that Oplead took, by when each had reached it for certain. */
  private static final String READ =
      """
      select clock_timestamp() as at, c.requests_per_minute as quota,
        greatest(l.throttled_until, 'epoch') as throttled_until,
        greatest(l.sleeps_until, 'epoch') as sleeps_until, l.pace,
        l.pace_holds_until, t.since_pause, t.in_window
      from lane l join customer c on c.id = l.customer_id
      cross join lateral (
        select coalesce(sum(requests - refused) filter (where ends_at > l.throttled_until), 0)::int
            as since_pause,
          coalesce(sum(requests - refused)
            filter (where ends_at > now() - $2 * interval '1 ms'), 0)::int as in_window
        from lane_slot where customer_id = $1) t
      where l.customer_id = $1
      """;

  private static final String WRITE =
      """
      update lane set throttled_until = $2, pace = $3, pace_holds_until = $4
      where customer_id = $1
      """;

  private final Pool pool;
  private final Duration window;
  private final PacePolicy policy;

  PaceRepository(Pool pool, LaneConfig config) {
    this.pool = pool;
    this.window = config.window();
    this.policy = new PacePolicy(window);
  }

  /** Takes note of a refusal; one that cannot be noted is lost, as the lane sleeps anyway. */
  public Uni<Void> refused(CustomerId lane, SlotId slot, Duration pause) {
    return pool.withTransaction(
            tx ->
                tx.preparedQuery(LOCK)
                    .execute(Tuple.of(lane.value()))
                    .chain(() -> read(tx, lane))
                    .chain(row -> write(tx, lane, decide(row, slot.claimedAt(), pause))))
        .onFailure()
        .invoke(e -> LOG.warnf("refusal not recorded customer=%s cause=%s", lane, e.toString()))
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Row> read(SqlClient tx, CustomerId lane) {
    return tx.preparedQuery(READ)
        .execute(Tuple.of(lane.value(), window.toMillis()))
        .map(rows -> rows.iterator().next());
  }

  private PaceState decide(Row row, Instant claimedAt, Duration pause) {
    Optional<LanePace> pace =
        Optional.ofNullable(row.getInteger("pace"))
            .map(requests -> new LanePace(requests, time(row, "pace_holds_until")));
    Instant at = time(row, "at");
    Refusal refusal =
        new Refusal(
            claimedAt,
            at,
            earlier(at.plus(pause), time(row, "sleeps_until")),
            row.getInteger("since_pause"),
            row.getInteger("in_window"));
    return policy.refused(
        new PaceState(time(row, "throttled_until"), pace), refusal, row.getInteger("quota"));
  }

  private static Uni<Void> write(SqlClient tx, CustomerId lane, PaceState state) {
    UUID id = lane.value();
    return tx.preparedQuery(WRITE)
        .execute(
            Tuple.of(
                id,
                utc(state.pausedUntil()),
                state.pace().map(LanePace::requests).orElse(null),
                utc(state.pace().map(LanePace::holdsUntil).orElse(Instant.EPOCH))))
        .replaceWithVoid();
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  private static Instant time(Row row, String column) {
    return row.getOffsetDateTime(column).toInstant();
  }
}
