package io.leadloop.push.delivery;

import io.leadloop.provider.ProviderId;
import io.leadloop.push.EndpointId;
import io.leadloop.push.EndpointState;
import io.leadloop.push.endpoint.EndpointSecrets;
import io.leadloop.push.queue.DeliveryRecord;
import io.leadloop.push.queue.EventFilter;
import io.leadloop.push.queue.LeadRow;
import io.leadloop.push.queue.Settlement;
import io.leadloop.push.wire.PushTarget;
import io.leadloop.push.wire.SigningScheme;
import io.leadloop.push.wire.SigningSecret;
import io.leadloop.store.Batch;
import io.leadloop.store.CommitCursor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The leases of endpoints, and the commits of their deliveries. */
@ApplicationScoped
class DeliveryRepository {
  static final String CLAIM = "select claim_endpoints($1, $2, $3, $4 * interval '1 ms', $5) as id";

  static final String HELD =
      """
      select e.id, e.provider_id, p.slug, e.url, e.scheme, e.secret, e.types, e.customers,
        case when e.previous_until > now() then e.previous_secret end as previous_secret,
        e.max_in_flight, e.state, c.transaction::text as number, c.position, c.round, c.lease,
        c.in_flight, c.failures, c.failing_since
      from push_cursor c
      join push_endpoint e on e.id = c.endpoint_id
      join provider p on p.id = e.provider_id
      where c.endpoint_id = any($1) and c.holder = $2 and p.disabled_at is null
      """;

  private static final String DELIVERING =
      """
      select e.provider_id, count(*) as endpoints
      from push_endpoint e join push_cursor c on c.endpoint_id = e.id
      where e.state in ('active', 'failing') and c.due_at <= now() group by e.provider_id
      """;

  static final String MOVE =
      """
      select move_push_cursor($1, $2, $3, $4::text::xid8, $5, $6 * interval '1 ms', $7)
        as state
      """;

  /** The same in one round trip with the attempts, which are recorded where the lease is held. */
  static final String SETTLE =
      """
      with moved as materialized (
        select move_push_cursor($1, $2, $3, $4::text::xid8, $5, $6 * interval '1 ms', $7) as state
      ), recorded as (
        insert into push_delivery (id, endpoint_id, event_id, lead_id, sequence, type, state,
          attempt, round, status, duration_millis, answer)
        select d.id, $1, d.event_id, d.lead_id, d.sequence, d.type, d.state, d.attempt, $8,
          d.status, d.duration_millis, d.answer
        from unnest($9::uuid[], $10::uuid[], $11::uuid[], $12::integer[], $13::text[],
          $14::text[], $15::integer[], $16::integer[], $17::integer[], $18::text[])
          as d(id, event_id, lead_id, sequence, type, state, attempt, status, duration_millis,
            answer)
        where (select state from moved) is not null
      )
      select state from moved
      """;

  static final String LEAVE =
      """
      insert into push_lead (endpoint_id, lead_id, next_sequence, attempts, next_attempt_at,
        last_status, last_error)
      select $7, l.* from unnest($1::uuid[], $2::integer[], $3::integer[], $4::timestamptz[],
        $5::integer[], $6::text[]) as l
      on conflict (endpoint_id, lead_id) do update
      set next_sequence = excluded.next_sequence, attempts = excluded.attempts,
        next_attempt_at = excluded.next_attempt_at, last_status = excluded.last_status,
        last_error = excluded.last_error
      """;

  static final String REJOIN = "delete from push_lead where endpoint_id = $1 and lead_id = any($2)";

  private static final String RELEASE =
      """
      select release_endpoint($1, $2, $3, $4 * interval '1 ms', $5, $6, $7, $8, $9) as released
      """;

  /** Leads that waited because the endpoint was away; those that it refused wait on. */
  private static final String WAKE =
      """
      update push_lead set next_attempt_at = now()
      where endpoint_id = $1 and next_attempt_at > now()
        and (last_status is null or last_status >= 500)
      """;

  private final Pool pool;
  private final EndpointSecrets secrets;

  DeliveryRepository(Pool pool, EndpointSecrets secrets) {
    this.pool = pool;
    this.secrets = secrets;
  }

  /** Takes the lease of endpoints of these providers that have something to send. */
  Uni<List<ClaimedEndpoint>> claim(
      UUID holder, Set<ProviderId> providers, Duration lease, int most) {
    UUID[] of = providers.stream().map(ProviderId::value).toArray(UUID[]::new);
    return claim(holder, Tuple.of(holder, of, true, lease.toMillis(), most));
  }

  /**
   * Takes the lease of endpoints that have something to send.
   *
   * @param idle whether to look at those, too, that had nothing to send for a while
   */
  Uni<List<ClaimedEndpoint>> claim(UUID holder, boolean idle, Duration lease, int most) {
    return claim(holder, Tuple.of(holder, null, idle, lease.toMillis(), most));
  }

  private Uni<List<ClaimedEndpoint>> claim(UUID holder, Tuple whose) {
    return pool.preparedQuery(CLAIM)
        .execute(whose)
        .map(rows -> Batch.list(rows, row -> new EndpointId(row.getUUID("id"))))
        .chain(ids -> ids.isEmpty() ? Uni.createFrom().item(List.of()) : held(ids, holder));
  }

  /** Those endpoints of the given that the replica holds, unless their provider is disabled. */
  Uni<List<ClaimedEndpoint>> held(Collection<EndpointId> ids, UUID holder) {
    return pool.preparedQuery(HELD)
        .execute(Tuple.of(ids.stream().map(EndpointId::value).toArray(UUID[]::new), holder))
        .map(rows -> Batch.list(rows, this::claimed));
  }

  private ClaimedEndpoint claimed(Row row) {
    EndpointId id = new EndpointId(row.getUUID("id"));
    return new ClaimedEndpoint(
        id,
        new ProviderId(row.getUUID("provider_id")),
        row.getString("slug"),
        target(id, row),
        EventFilter.of(row.getArrayOfStrings("types"), row.getArrayOfStrings("customers")),
        EndpointState.ofWireName(row.getString("state")),
        new CommitCursor(Long.parseLong(row.getString("number")), row.getLong("position")),
        row.getInteger("round"),
        row.getLong("lease"),
        row.getInteger("max_in_flight"),
        row.getInteger("in_flight"),
        row.getInteger("failures"),
        Optional.ofNullable(row.getOffsetDateTime("failing_since")).map(OffsetDateTime::toInstant));
  }

  private PushTarget target(EndpointId id, Row row) {
    SigningScheme scheme = SigningScheme.ofWireName(row.getString("scheme")).orElseThrow();
    List<SigningSecret> signing = new ArrayList<>();
    signing.add(secrets.open(id, scheme, row.getBuffer("secret").getBytes()));
    Buffer previous = row.getBuffer("previous_secret");
    if (previous != null) {
      signing.add(secrets.open(id, scheme, previous.getBytes()));
    }
    return new PushTarget(URI.create(row.getString("url")), signing);
  }

  /** How many endpoints each provider has that take events now. */
  Uni<Map<ProviderId, Long>> delivering() {
    return pool.query(DELIVERING)
        .execute()
        .map(
            rows ->
                Batch.list(rows, row -> row).stream()
                    .collect(
                        Collectors.toMap(
                            row -> new ProviderId(row.getUUID("provider_id")),
                            row -> row.getLong("endpoints"))));
  }

  /**
   * Commits a settlement and extends the lease.
   *
   * @return the endpoint's state; empty if the lease was lost, and then nothing is committed
   */
  Uni<Optional<EndpointState>> settle(
      ClaimedEndpoint endpoint, UUID holder, Duration lease, Settlement settlement) {
    return settlement.isOfEvents()
        ? move(pool, endpoint, holder, lease, settlement)
        : pool.withTransaction(
            tx ->
                move(tx, endpoint, holder, lease, settlement)
                    .call(
                        state ->
                            state.isPresent()
                                ? write(tx, endpoint, settlement)
                                : Uni.createFrom().voidItem()));
  }

  private static Uni<Optional<EndpointState>> move(
      SqlClient client,
      ClaimedEndpoint endpoint,
      UUID holder,
      Duration lease,
      Settlement settlement) {
    Batch<DeliveryRecord> values =
        Batch.of(settlement.deliveries())
            .value(endpoint.id().value())
            .value(holder)
            .value(endpoint.lease())
            .value(Long.toString(settlement.cursor().transaction()))
            .value(settlement.cursor().position())
            .value(lease.toMillis())
            .value(settlement.hasDelivered());
    boolean isMoveOnly = settlement.deliveries().isEmpty();
    return client
        .preparedQuery(isMoveOnly ? MOVE : SETTLE)
        .execute(isMoveOnly ? values.tuple() : attempts(values.value(endpoint.round())).tuple())
        .map(DeliveryRepository::state);
  }

  private static Batch<DeliveryRecord> attempts(Batch<DeliveryRecord> values) {
    return values
        .uuids(DeliveryRecord::id)
        .uuids(DeliveryRecord::eventId)
        .uuids(DeliveryRecord::leadId)
        .integers(DeliveryRecord::sequence)
        .texts(DeliveryRecord::type)
        .texts(delivery -> delivery.state().wireName())
        .integers(DeliveryRecord::attempt)
        .integers(DeliveryRecord::status)
        .integers(DeliveryRecord::durationMillis)
        .texts(DeliveryRecord::answer);
  }

  private static Optional<EndpointState> state(RowSet<Row> rows) {
    return Optional.ofNullable(rows.iterator().next().getString("state"))
        .map(EndpointState::ofWireName);
  }

  private static Uni<Void> write(
      SqlConnection tx, ClaimedEndpoint endpoint, Settlement settlement) {
    return leave(tx, endpoint, settlement.rows())
        .chain(() -> rejoin(tx, endpoint, settlement.rejoined()));
  }

  private static Uni<Void> leave(SqlConnection tx, ClaimedEndpoint endpoint, List<LeadRow> rows) {
    return rows.isEmpty()
        ? Uni.createFrom().voidItem()
        : tx.preparedQuery(LEAVE)
            .execute(
                Batch.of(rows)
                    .uuids(LeadRow::leadId)
                    .integers(LeadRow::nextSequence)
                    .integers(LeadRow::attempts)
                    .times(LeadRow::nextAttemptAt)
                    .integers(LeadRow::lastStatus)
                    .texts(LeadRow::lastError)
                    .value(endpoint.id().value())
                    .tuple())
            .replaceWithVoid();
  }

  private static Uni<Void> rejoin(SqlConnection tx, ClaimedEndpoint endpoint, Set<UUID> leads) {
    return leads.isEmpty()
        ? Uni.createFrom().voidItem()
        : tx.preparedQuery(REJOIN)
            .execute(Tuple.of(endpoint.id().value(), leads.toArray(UUID[]::new)))
            .replaceWithVoid();
  }

  /** Has the leads sent at once that waited because the endpoint was away. */
  Uni<Void> wake(ClaimedEndpoint endpoint) {
    return pool.preparedQuery(WAKE).execute(Tuple.of(endpoint.id().value())).replaceWithVoid();
  }

  /** Ends the lease; false if it was lost, and then nothing is changed. */
  Uni<Boolean> release(ClaimedEndpoint endpoint, UUID holder, EndpointHealth.Release end) {
    return pool.preparedQuery(RELEASE)
        .execute(
            Tuple.of(endpoint.id().value(), holder, endpoint.lease())
                .addLong(end.pause().toMillis())
                .addInteger(end.inFlight())
                .addInteger(end.failures())
                .addBoolean(end.succeeded())
                .addString(end.error())
                .addString(end.state().wireName()))
        .map(rows -> rows.iterator().next().getBoolean("released"));
  }
}
