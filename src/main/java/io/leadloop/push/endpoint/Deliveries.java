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
  /** After every UUIDv7. */
  public static final UUID AFTER_ALL = new UUID(-1, -1);

  static final String BEFORE =
      """
      select id, endpoint_id, event_id, lead_id, sequence, type, state, attempt, round, status,
        duration_millis, answer
      from push_delivery
      where endpoint_id = $1 and id < $2 and ($3::text is null or state = $3)
      order by id desc limit $4
      """;

  /** By the index of leads: an endpoint may have had millions of others. */
  static final String OF_LEAD_BEFORE =
      """
      select id, endpoint_id, event_id, lead_id, sequence, type, state, attempt, round, status,
        duration_millis, answer
      from push_delivery
      where lead_id = $1 and id < $2 and ($3::text is null or state = $3)
        and ($4::uuid is null or endpoint_id = $4)
      order by id desc limit $5
      """;

  private final ReadPool reads;

  Deliveries(ReadPool reads) {
    this.reads = reads;
  }

  /**
   * Attempts of an endpoint, newest first; the caller checks whose it is.
   *
   * @param lead those of one lead alone, if it is present
   * @param before the id of the last one that was read
   */
  public Uni<List<Delivery>> of(
      EndpointId endpoint,
      Optional<DeliveryState> state,
      Optional<UUID> lead,
      Optional<UUID> before,
      int limit) {
    UUID id = before.orElse(AFTER_ALL);
    String name = state.map(DeliveryState::wireName).orElse(null);
    return lead.map(one -> read(OF_LEAD_BEFORE, Tuple.of(one, id, name, endpoint.value(), limit)))
        .orElseGet(() -> read(BEFORE, Tuple.of(endpoint.value(), id, name, limit)));
  }

  /**
   * Attempts to deliver a lead's events to any endpoint, newest first; the caller checks whose it
   * is.
   *
   * @param before the id of the last one that was read, or {@link #AFTER_ALL}
   */
  public Uni<List<Delivery>> ofLead(UUID lead, UUID before, int limit) {
    return read(OF_LEAD_BEFORE, Tuple.of(lead, before, null, null, limit));
  }

  private Uni<List<Delivery>> read(String sql, Tuple values) {
    return reads
        .get()
        .preparedQuery(sql)
        .execute(values)
        .map(rows -> Batch.list(rows, Delivery::of));
  }
}
