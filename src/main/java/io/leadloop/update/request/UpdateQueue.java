package io.leadloop.update.request;

import io.leadloop.customer.CustomerId;
import io.leadloop.intake.LaneView;
import io.leadloop.lane.LaneConfig;
import io.leadloop.lane.QueueEstimate;
import io.leadloop.lead.LeadId;
import io.leadloop.update.UpdateId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Estimates when what a provider gave for a lead is sent. */
@ApplicationScoped
class UpdateQueue {
  /** Of a longer queue, a thousand are counted. */
  private static final String LOOK =
      """
      select now() as at, o.*, p.oplead_id is not null as known,
        o.updates_used - (select coalesce(sum(updates), 0) from lane_slot where customer_id = $1
          and ends_at <= now() - $4 * interval '1 ms')::int as sent,
        (select count(*) from (select from lead_update where customer_id = $1 and id <> $3
          and state = 'queued' and next_attempt_at is not null limit 1000) u) as ahead
      from lane_outlook($1, $4 * interval '1 ms') o
      left join lead_progress p on p.lead_id = $2
      """;

  private final Pool pool;
  private final Duration window;

  UpdateQueue(Pool pool, LaneConfig lane) {
    this.pool = pool;
    this.window = lane.window();
  }

  /** The place of an update that was just taken; empty where it is not known now. */
  Uni<Optional<LaneView>> place(LeadId lead, LeadUpdates.QueuedUpdate<?> taken) {
    return taken.replayed()
        ? Uni.createFrom().item(Optional.empty())
        : look(taken.customer(), lead, taken.update().progress().id())
            .map(Optional::of)
            .onFailure()
            .recoverWithItem(Optional.empty());
  }

  private Uni<LaneView> look(CustomerId customer, LeadId lead, UpdateId update) {
    return pool.preparedQuery(LOOK)
        .execute(Tuple.of(customer.value(), lead.value(), update.value(), window.toMillis()))
        .map(rows -> view(rows.iterator().next()));
  }

  private LaneView view(Row row) {
    QueueEstimate lane = QueueEstimate.of(row);
    Instant now = row.getOffsetDateTime("at").toInstant();
    long ahead = row.getLong("ahead");
    Optional<Instant> turn =
        row.getBoolean("known")
            ? lane.updateTurn(ahead, row.getInteger("sent"), now, window)
            : Optional.empty();
    return LaneView.of(lane, ahead, turn, now);
  }
}
