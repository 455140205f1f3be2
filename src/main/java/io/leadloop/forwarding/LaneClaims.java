package io.leadloop.forwarding;

import io.leadloop.customer.CustomerId;
import io.leadloop.lane.LaneConfig;
import io.leadloop.lead.LeadId;
import io.leadloop.oplead.OpleadClient;
import io.leadloop.store.Batch;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Claims leads of many lanes at once, and what follows them, within each lane's quota, and says
 * when the next lane is due. The statements are in {@link LaneSql}.
 *
 * <p>Locking and counting are two statements, not one: a statement sees the rows as they were when
 * it began, so one that did both could count before another replica's claim and lock after it, and
 * take the quota twice. The second begins when the locks are held and sees every slot there is.
 *
 * <p>The count is exact at Oplead, too: a slot's time ({@link LaneReport#slotMicrosAgo}) is never
 * earlier than the request's arrival there, and nothing is sent before its claim, so the requests
 * that arrive within any window were all counted by the last claim among them.
 */
@ApplicationScoped
class LaneClaims {
  private static final int LANES_AT_ONCE = 256;
  private static final Duration LONGEST = Duration.ofDays(1);

  private final Pool pool;
  private final OpleadClient oplead;
  private final LeadAttempts leadAttempts;
  private final UpdateClaims updates;
  private final UpdateAttempts updateAttempts;
  private final PollClaims polls;
  private final PollAttempts pollAttempts;
  private final long windowMillis;
  private final long leaseMillis;
  private final int roomPerLane;

  LaneClaims(
      Pool pool,
      OpleadClient oplead,
      LeadAttempts leadAttempts,
      UpdateClaims updates,
      UpdateAttempts updateAttempts,
      PollClaims polls,
      PollAttempts pollAttempts,
      LaneConfig lane,
      ForwardingConfig forwarding) {
    this.pool = pool;
    this.oplead = oplead;
    this.leadAttempts = leadAttempts;
    this.updates = updates;
    this.updateAttempts = updateAttempts;
    this.polls = polls;
    this.pollAttempts = pollAttempts;
    this.windowMillis = lane.window().toMillis();
    this.leaseMillis = forwarding.lease().toMillis();
    this.roomPerLane = forwarding.concurrencyPerCustomer();
  }

  /**
   * Has these lanes looked at as soon as they may send, by whichever replica comes first: they have
   * something new.
   */
  Uni<Void> wake(Collection<CustomerId> lanes) {
    return pool.preparedQuery(LaneSql.WAKE)
        .execute(Batch.of(lanes).uuids(CustomerId::value).tuple())
        .replaceWithVoid();
  }

  /**
   * @param room how many requests the caller can send at once
   * @param busy what it has under way
   * @return what is now this replica's to send, until its lease ends
   */
  Uni<Claim> claim(int room, Busy busy) {
    UUID[] full =
        busy.calls().entrySet().stream()
            .filter(lane -> lane.getValue() >= roomPerLane)
            .map(lane -> lane.getKey().value())
            .toArray(UUID[]::new);
    return pool.withTransaction(
        tx ->
            lockDue(tx, full)
                .chain(lanes -> claimAll(tx, lanes, room, busy))
                .chain(attempts -> untilNext(tx, full).map(next -> new Claim(attempts, next))));
  }

  /** The part of updates and leads; then updates with what is left; then questions can wait. */
  private Uni<List<Attempt>> claimAll(SqlClient tx, List<Due> due, int room, Busy busy) {
    List<Attempt> all = new ArrayList<>();
    List<UUID> updated = lanes(due, Due::updates);
    return updates
        .claimTheirPart(tx, updated, room, busy)
        .invoke(claimed -> claimed.forEach(update -> all.add(updateAttempts.of(update))))
        .chain(() -> claim(tx, lanes(due, lane -> true), room - all.size(), busy.with(all)))
        .invoke(leads -> leads.forEach(lead -> all.add(leadAttempts.of(lead))))
        .chain(() -> updates.claimTheRest(tx, updated, room - all.size(), busy.with(all)))
        .invoke(claimed -> claimed.forEach(update -> all.add(updateAttempts.of(update))))
        .chain(() -> polls.claim(tx, lanes(due, Due::polls), room - all.size(), busy.with(all)))
        .invoke(claimed -> claimed.forEach(poll -> all.add(pollAttempts.of(poll))))
        .replaceWith(all);
  }

  private static List<UUID> lanes(List<Due> due, Predicate<Due> which) {
    return due.stream().filter(which).map(Due::lane).toList();
  }

  private static Uni<List<Due>> lockDue(SqlClient tx, UUID[] full) {
    return tx.preparedQuery(LaneSql.LOCK_DUE)
        .execute(Tuple.of(LANES_AT_ONCE, full))
        .map(
            rows ->
                Batch.list(
                    rows,
                    row ->
                        new Due(
                            row.getUUID("customer_id"),
                            row.getBoolean("updates"),
                            row.getBoolean("polls"))));
  }

  private Uni<List<ClaimedLead>> claim(SqlClient tx, List<UUID> lanes, int room, Busy busy) {
    if (lanes.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    Tuple parameters =
        Batch.of(lanes)
            .uuids(id -> id)
            .integers(id -> roomPerLane - busy.calls(new CustomerId(id)))
            .value(windowMillis)
            .value(room)
            .value(leaseMillis)
            .value(oplead.canLookUp())
            .tuple();
    return tx.preparedQuery(LaneSql.CLAIM)
        .execute(parameters)
        .map(rows -> Batch.list(rows, LaneClaims::claimed));
  }

  private static Uni<Duration> untilNext(SqlClient tx, UUID[] full) {
    return tx.preparedQuery(LaneSql.UNTIL_NEXT)
        .execute(Tuple.of(full))
        .map(rows -> rows.iterator().next().getLong("millis"))
        .map(millis -> millis == null ? LONGEST : Duration.ofMillis(Math.max(0, millis)));
  }

  private static ClaimedLead claimed(Row row) {
    return new ClaimedLead(
        new LeadId(row.getUUID("id")),
        row.getInteger("claims"),
        row.getInteger("attempts"),
        row.getInteger("unanswered"),
        row.getBoolean("look_up"),
        new CustomerId(row.getUUID("customer_id")),
        Accounts.claimed(row),
        new ClaimedLead.Sender(
            row.getString("provider_name"), Optional.ofNullable(row.getString("reference"))),
        row.getBoolean("test"),
        row.getBuffer("document").getBytes());
  }

  /** A lane whose time has come, and whether it has updates and silent leads, due now or later. */
  private record Due(UUID lane, boolean updates, boolean polls) {}

  /**
   * What a look at the lanes brought.
   *
   * @param attempts what is to be sent by this replica
   * @param untilNext how long until the next lane is due, of those that it has room for
   */
  record Claim(List<Attempt> attempts, Duration untilNext) {}
}
