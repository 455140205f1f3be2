package io.leadloop.push.endpoint;

import io.leadloop.push.DeliveryState;
import io.leadloop.push.EndpointId;
import io.leadloop.store.Batch;
import io.leadloop.store.ReadPool;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The record of attempts, for about a month. */
@ApplicationScoped
public class Deliveries {
  private static final UUID AFTER_ALL = new UUID(-1, -1);

  static final String BEFORE =
      """
      select id, event_id, lead_id, sequence, type, state, attempt, round, status,
        duration_millis, answer
      from push_delivery
      where endpoint_id = $1 and id < $2 and ($3::text is null or state = $3)
        and ($4::uuid is null or lead_id = $4)
      order by id desc limit $5
      """;

  private final ReadPool reads;

  Deliveries(ReadPool reads) {
    this.reads = reads;
  }

  /**
   * Attempts of an endpoint, newest first; the caller checks whose it is.
   *
   * @param before the id of the last one that was read
   */
  public Uni<List<Delivery>> of(
      EndpointId endpoint,
      Optional<DeliveryState> state,
      Optional<UUID> lead,
      Optional<UUID> before,
      int limit) {
    return reads
        .get()
        .preparedQuery(BEFORE)
        .execute(
            Tuple.of(
                endpoint.value(),
                before.orElse(AFTER_ALL),
                state.map(DeliveryState::wireName).orElse(null),
                lead.orElse(null),
                limit))
        .map(rows -> Batch.list(rows, Delivery::of));
  }
}
