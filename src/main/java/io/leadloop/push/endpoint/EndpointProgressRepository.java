package io.leadloop.push.endpoint;

import io.leadloop.provider.ProviderId;
import io.leadloop.push.EndpointId;
import io.leadloop.store.CommitCursor;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The cursors of endpoints. Whatever moves one fences off the replica that delivers at the time, so
 * that what it has in flight changes nothing afterwards. Writes are part of the session's current
 * transaction.
 */
@ApplicationScoped
class EndpointProgressRepository {
  /** Of the endpoint of a cursor {@code c}, counted up to 10,000. */
  static final String LEADS_WAITING =
      "(select count(*) from (select from push_lead where endpoint_id = c.endpoint_id limit 10000) l)"
          + " as leads_waiting";

  private static final String OPEN =
      """
      insert into push_cursor (endpoint_id, transaction, position, in_flight)
      values (?1, cast(?2 as text)::xid8, ?3, ?4)
      """;

  private static final String OF =
      """
      select c.endpoint_id, c.transaction::text as number, c.position, c.round, c.failures,
        c.failing_since, c.last_success_at, c.last_error,
        case when c.due_at > now() then c.due_at end as due_at,
        %s
      from push_cursor c where c.endpoint_id = any($1)
      """
          .formatted(LEADS_WAITING);

  private static final String END = "select transaction::text as number, place from feed_end()";
  private static final String SINCE =
      "select transaction::text as number, place from feed_cursor(?1, ?2)";

  private static final String LOCK =
      "select endpoint_id from push_cursor where endpoint_id = ?1 for no key update";

  /** It is tried at once, as if it had never failed. */
  private static final String RESTART =
      """
      update push_cursor set due_at = now(), failures = 0, failing_since = null, last_error = null,
        lease = lease + 1, holder = null, held_until = null
      where endpoint_id = ?1
      """;

  /** A pause that has not ended goes on. */
  private static final String FENCE =
      """
      update push_cursor set lease = lease + 1, holder = null, held_until = null,
        due_at = greatest(due_at, now())
      where endpoint_id = ?1 and holder is not null
      """;

  /** The replica that delivers now would record its own pace when its lease ends. */
  private static final String PACE =
      """
      update push_cursor set in_flight = ?2, lease = lease + 1, holder = null, held_until = null,
        due_at = greatest(due_at, now())
      where endpoint_id = ?1
      """;

  /** All leads that wait are left out, too. */
  private static final String SKIP =
      """
      with gone as (delete from push_lead where endpoint_id = ?1)
      update push_cursor set transaction = cast(?2 as text)::xid8, position = ?3
      where endpoint_id = ?1
      """;

  /** A cursor that is there already may be about to move: what was sent since is sent again. */
  private static final String REWIND =
      """
      update push_cursor set round = round + 1, lease = lease + 1, holder = null,
        held_until = null, due_at = now(),
        transaction = case when (transaction, position) > (cast(?2 as text)::xid8, ?3)
          then cast(?2 as text)::xid8 else transaction end,
        position = case when (transaction, position) > (cast(?2 as text)::xid8, ?3)
          then ?3 else position end
      where endpoint_id = ?1
      """;

  /** A lead that waits has a cursor of its own, which goes back as well. */
  private static final String REWIND_LEADS =
      """
      update push_lead l set next_sequence = e.sequence, attempts = 0, next_attempt_at = now()
      from push_lead k cross join lateral (
        select min(v.sequence) as sequence from lead_event v
        where v.lead_id = k.lead_id and (v.transaction, v.position) > (cast(?2 as text)::xid8, ?3)) e
      where k.endpoint_id = ?1 and l.endpoint_id = k.endpoint_id and l.lead_id = k.lead_id
        and e.sequence < l.next_sequence
      """;

  /** The lead leaves the endpoint's cursor, and begins again on one of its own. */
  private static final String REWIND_LEAD =
      """
      with fenced as (
        update push_cursor set lease = lease + 1, holder = null, held_until = null, due_at = now()
        where endpoint_id = ?1)
      insert into push_lead (endpoint_id, lead_id, next_sequence, attempts, next_attempt_at)
      values (?1, ?2, 1, 0, now())
      on conflict (endpoint_id, lead_id) do update
      set next_sequence = 1, attempts = 0, next_attempt_at = now()
      """;

  private final Pool pool;

  EndpointProgressRepository(Pool pool) {
    this.pool = pool;
  }

  /** After an endpoint was stored. */
  Uni<Void> open(EndpointId endpoint, CommitCursor cursor, int inFlight) {
    return execute(
        OPEN, endpoint.value(), number(cursor), cursor.position(), Integer.valueOf(inFlight));
  }

  /** As committed, without what an open transaction changed. */
  Uni<Map<EndpointId, EndpointProgress>> of(Collection<PushEndpoint> endpoints) {
    UUID[] ids = endpoints.stream().map(e -> e.id().value()).toArray(UUID[]::new);
    return pool.preparedQuery(OF)
        .execute(Tuple.of(ids))
        .map(
            rows -> {
              Map<EndpointId, EndpointProgress> found = new HashMap<>();
              rows.forEach(
                  row ->
                      found.put(
                          new EndpointId(row.getUUID("endpoint_id")), EndpointProgress.of(row)));
              return found;
            });
  }

  /** The cursor of the provider's feed that a start point means. */
  @WithSession
  Uni<CommitCursor> cursorOf(ProviderId provider, StartPoint start) {
    return switch (start.kind()) {
      case NOW -> end();
      case BEGINNING -> Uni.createFrom().item(CommitCursor.START);
      case AFTER -> Uni.createFrom().item(((StartPoint.After) start).cursor());
      case SINCE -> since(provider, ((StartPoint.Since) start).time());
    };
  }

  private Uni<CommitCursor> since(ProviderId provider, Instant time) {
    return look(SINCE, provider.value(), time.atOffset(ZoneOffset.UTC))
        .chain(found -> found.map(Uni.createFrom()::item).orElseGet(this::end));
  }

  /** After everything that may be read now. */
  private Uni<CommitCursor> end() {
    return look(END).map(Optional::orElseThrow);
  }

  private static Uni<Optional<CommitCursor>> look(String sql, Object... parameters) {
    return Panache.getSession()
        .chain(
            session -> {
              Mutiny.SelectionQuery<Object[]> query =
                  session.createNativeQuery(sql, Object[].class);
              for (int i = 0; i < parameters.length; i++) {
                query.setParameter(i + 1, parameters[i]);
              }
              return query.getSingleResult();
            })
        .map(EndpointProgressRepository::cursor);
  }

  private static Optional<CommitCursor> cursor(Object[] row) {
    return Optional.ofNullable((String) row[0])
        .map(number -> new CommitCursor(Long.parseLong(number), (Long) row[1]));
  }

  /** Has no other change of the endpoint begin until the transaction ends. */
  Uni<Void> lock(EndpointId endpoint) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(LOCK, UUID.class)
                    .setParameter(1, endpoint.value())
                    .getResultList())
        .replaceWithVoid();
  }

  /** Has the endpoint tried at once. */
  Uni<Void> restart(EndpointId endpoint) {
    return execute(RESTART, endpoint.value());
  }

  /**
   * Ends the lease of a replica that delivers now: the next one reads the endpoint as it is from
   * now on, and sends again the events in flight.
   */
  Uni<Void> fence(EndpointId endpoint) {
    return execute(FENCE, endpoint.value());
  }

  /**
   * Has the endpoint sent so many leads at once, and no longer fewer because it once asked to slow
   * down. Ends a lease as {@link #fence} does.
   */
  Uni<Void> pace(EndpointId endpoint, int inFlight) {
    return execute(PACE, endpoint.value(), inFlight);
  }

  /** Leaves out everything before the cursor. */
  Uni<Void> skipTo(EndpointId endpoint, CommitCursor cursor) {
    return execute(SKIP, place(endpoint, cursor));
  }

  /** Sends everything after the cursor again. */
  Uni<Void> rewind(EndpointId endpoint, CommitCursor cursor) {
    return execute(REWIND, place(endpoint, cursor))
        .chain(() -> execute(REWIND_LEADS, place(endpoint, cursor)));
  }

  /** Sends all events of a lead again. */
  Uni<Void> rewindLead(EndpointId endpoint, UUID lead) {
    return execute(REWIND_LEAD, endpoint.value(), lead);
  }

  private static Uni<Void> execute(String sql, Object... parameters) {
    return Panache.getSession()
        .chain(
            session -> {
              Mutiny.Query<?> statement = session.createNativeQuery(sql);
              for (int i = 0; i < parameters.length; i++) {
                statement.setParameter(i + 1, parameters[i]);
              }
              return statement.executeUpdate();
            })
        .replaceWithVoid();
  }

  private static Object[] place(EndpointId endpoint, CommitCursor cursor) {
    return new Object[] {endpoint.value(), number(cursor), cursor.position()};
  }

  private static String number(CommitCursor cursor) {
    return Long.toString(cursor.transaction());
  }

  /** Without endpoints that were removed meanwhile. */
  static List<EndpointStatus> statuses(
      List<PushEndpoint> endpoints, Map<EndpointId, EndpointProgress> progress) {
    return endpoints.stream()
        .filter(endpoint -> progress.containsKey(endpoint.id()))
        .map(endpoint -> new EndpointStatus(endpoint, progress.get(endpoint.id())))
        .toList();
  }
}
