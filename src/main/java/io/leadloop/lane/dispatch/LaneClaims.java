package io.leadloop.lane.dispatch;

import static java.util.stream.Collectors.joining;

import io.leadloop.customer.CustomerId;
import io.leadloop.lane.Attempt;
import io.leadloop.lane.CallConfig;
import io.leadloop.lane.InFlight;
import io.leadloop.lane.LaneConfig;
import io.leadloop.lane.LaneRoom;
import io.leadloop.lane.LaneWork;
import io.leadloop.store.Batch;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Claims work of every kind in many lanes at once, within each lane's quota, and reads when the
 * next lane is due.
 *
 * <p>The database's function {@code open_lanes} locks due lanes, and only then is their quota
 * counted: the claims see every slot there is.
 *
 * <p>The count is exact at Oplead, too: a slot's time ({@link
 * io.leadloop.lane.LaneReport#slotMicrosAgo}) is never earlier than the request's arrival there,
 * and nothing is sent before its claim, so the requests that arrive within any window were all
 * counted by the last claim among them.
 */
@ApplicationScoped
class LaneClaims {
  private static final int LANES_AT_ONCE = 256;
  private static final Duration LONGEST = Duration.ofDays(1);

  /**
   * Lanes whose times come within this part of the window share a look, so that very many lanes
   * behind their quotas cost few claims; each uses so much less of its quota at most. What arrives,
   * or is due already, waits for nothing.
   */
  private static final int TOGETHER = 1_200;

  private static final String WAKE = "select wake_lanes($1)";

  /** Wakes {@code $1}, and locks at most {@code $2} due lanes, but none of {@code $3}. */
  private static final String LOCK_DUE =
      "select open_lanes($1, $2, $3, $4 * interval '1 ms') as customer_id";

  /**
   * Which work each of the locked lanes {@code $1} has. A statement of its own: the one that locks
   * sees the work as it was when it began, and some may have come since.
   */
  private static final String PRESENT =
      "select customer_id, %s from unnest($1::uuid[]) as l(customer_id)";

  /** How long until the first lane is due, but for those of {@code $1}; null for never. */
  private static final String UNTIL_NEXT =
      """
      select (extract(epoch from min(next_at) - clock_timestamp()) * 1000)::bigint as millis
      from lane where state = 'open' and next_at < 'infinity' and customer_id <> all($1)
      """;

  private final Pool pool;
  private final List<LaneWork> kinds;
  private final String present;
  private final int roomPerLane;
  private final long windowMillis;

  /** The {@link System#nanoTime} at which the first lane is due, as of the last look. */
  private volatile long dueAt = System.nanoTime();

  LaneClaims(Pool pool, @All List<LaneWork> kinds, CallConfig config, LaneConfig lane) {
    this.pool = pool;
    this.kinds = kinds;
    this.present = PRESENT.formatted(presence(kinds));
    this.roomPerLane = config.concurrencyPerCustomer();
    this.windowMillis = lane.window().toMillis();
  }

  /** Their conditions, each as a column whose name is the kind's number. */
  private static String presence(List<LaneWork> kinds) {
    return IntStream.range(0, kinds.size())
        .mapToObj(kind -> kinds.get(kind).isPresent() + " as has_" + kind)
        .collect(joining(",\n  "));
  }

  /** Has these lanes looked at by another replica, since this one has no room. */
  Uni<Void> leave(Collection<CustomerId> lanes) {
    return lanes.isEmpty()
        ? Uni.createFrom().voidItem()
        : pool.preparedQuery(WAKE)
            .execute(Batch.of(lanes).uuids(CustomerId::value).tuple())
            .replaceWithVoid();
  }

  /**
   * Claims due work. As long as no lane should be due, it looks first whether one is, without a
   * transaction: where no lead waits, this is all that a poll costs.
   *
   * @param arrived lanes that have something new: they are looked at as soon as they may send, by
   *     whichever replica comes first
   * @param room how many requests the caller can send at once
   * @param inFlight what it has in flight, and where it is claiming
   * @return the work that this replica sends, until its lease ends
   */
  Uni<Claim> claim(Collection<CustomerId> arrived, int room, InFlightCalls inFlight) {
    boolean isDue = !arrived.isEmpty() || System.nanoTime() - dueAt >= 0;
    UUID[] full =
        inFlight.snapshot().calls().entrySet().stream()
            .filter(lane -> lane.getValue() >= roomPerLane)
            .map(lane -> lane.getKey().value())
            .toArray(UUID[]::new);
    return (isDue ? Uni.createFrom().item(Duration.ZERO) : untilNext(pool, full))
        .chain(
            next ->
                next.isZero()
                    ? claim(arrived, full, room, inFlight)
                    : Uni.createFrom().item(new Claim(List.of(), next)))
        .invoke(claim -> dueAt = System.nanoTime() + claim.untilNext().toNanos());
  }

  private Uni<Claim> claim(
      Collection<CustomerId> arrived, UUID[] full, int room, InFlightCalls inFlight) {
    UUID[] woken = arrived.stream().map(CustomerId::value).toArray(UUID[]::new);
    return pool.withTransaction(
        tx ->
            lockDue(tx, woken, full)
                .chain(lanes -> new Round(tx, lanes, room, claimIn(lanes, inFlight)).claim())
                .chain(attempts -> untilNext(tx, full).map(next -> new Claim(attempts, next))));
  }

  /** Counts the calls in flight after the lanes were locked: from then on none is added. */
  private static InFlight claimIn(List<Due> lanes, InFlightCalls inFlight) {
    return inFlight.claimIn(lanes.stream().map(due -> new CustomerId(due.lane)).toList());
  }

  private Duration together(long millis) {
    return Duration.ofMillis(millis <= 0 ? 0 : Math.max(millis, windowMillis / TOGETHER));
  }

  private Uni<List<Due>> lockDue(SqlClient tx, UUID[] woken, UUID[] full) {
    return tx.preparedQuery(LOCK_DUE)
        .execute(Tuple.of(woken, LANES_AT_ONCE, full, windowMillis))
        .map(rows -> Batch.list(rows, row -> row.getUUID("customer_id")))
        .chain(lanes -> lanes.isEmpty() ? Uni.createFrom().item(List.of()) : present(tx, lanes));
  }

  private Uni<List<Due>> present(SqlClient tx, List<UUID> lanes) {
    return tx.preparedQuery(present)
        .execute(Batch.of(lanes).uuids(lane -> lane).tuple())
        .map(rows -> Batch.list(rows, this::due));
  }

  private Due due(Row row) {
    BitSet present = new BitSet();
    IntStream.range(0, kinds.size()).forEach(k -> present.set(k, row.getBoolean("has_" + k)));
    return new Due(row.getUUID("customer_id"), present);
  }

  private Uni<Duration> untilNext(SqlClient tx, UUID[] full) {
    return tx.preparedQuery(UNTIL_NEXT)
        .execute(Tuple.of(full))
        .map(rows -> rows.iterator().next().getLong("millis"))
        .map(millis -> millis == null ? LONGEST : together(millis));
  }

  /** One claim of all kinds: each has what those before it left. */
  private final class Round {
    private final SqlClient tx;
    private final List<Due> due;
    private final int room;
    private final InFlight inFlight;
    private final List<Attempt> claimed = new ArrayList<>();

    Round(SqlClient tx, List<Due> due, int room, InFlight inFlight) {
      this.tx = tx;
      this.due = due;
      this.room = room;
      this.inFlight = inFlight;
    }

    /** First the reserved part of each kind, then the rest. */
    Uni<List<Attempt>> claim() {
      Uni<Void> all = Uni.createFrom().voidItem();
      for (int kind = 0; kind < kinds.size(); kind++) {
        all = then(all, kind, LaneWork::claimReserved);
      }
      for (int kind = 0; kind < kinds.size(); kind++) {
        all = then(all, kind, LaneWork::claim);
      }
      return all.replaceWith(claimed);
    }

    private Uni<Void> then(Uni<Void> before, int kind, Claiming claiming) {
      return before
          .chain(() -> claiming.claim(kinds.get(kind), tx, roomOf(kind)))
          .invoke(claimed::addAll)
          .replaceWithVoid();
    }

    private LaneRoom roomOf(int kind) {
      List<UUID> lanes =
          due.stream().filter(lane -> lane.present.get(kind)).map(Due::lane).toList();
      return new LaneRoom(lanes, room - claimed.size(), roomPerLane, inFlight.with(claimed));
    }
  }

  /** A lane whose time has come, and the numbers of the kinds of work that it has. */
  private record Due(UUID lane, BitSet present) {}

  private interface Claiming {
    Uni<List<Attempt>> claim(LaneWork kind, SqlClient tx, LaneRoom room);
  }

  /**
   * What a look at the lanes brought.
   *
   * @param attempts the work to be sent by this replica
   * @param untilNext how long until the next lane is due, of those that it has room for
   */
  record Claim(List<Attempt> attempts, Duration untilNext) {}
}
