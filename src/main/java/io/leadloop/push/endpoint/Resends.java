package io.leadloop.push.endpoint;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.provider.Provider;
import io.leadloop.provider.ProviderId;
import io.leadloop.push.EndpointId;
import io.leadloop.push.wire.PushClient;
import io.leadloop.push.wire.PushMessage;
import io.leadloop.push.wire.PushReply;
import io.leadloop.store.CommitCursor;
import io.leadloop.store.ReadPool;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Sends events again: all since a point, all of a lead, or one. They have the {@code webhook-id}
 * that they had before.
 */
@ApplicationScoped
public class Resends {
  /** More are not read to be counted. */
  private static final int MOST_COUNTED = 100_000;

  private static final String COUNT =
      """
      select count(*) as read,
        count(*) filter (where ($5::text[] is null or type = any($5))
          and ($6::text[] is null or source = any($6))) as events
      from (
        select type, source from lead_event
        where provider_id = $1 and id >= (select feed_since($2::text::xid8))
          and (transaction, position) > ($2::text::xid8, $3)
          and transaction < oldest_in_flight()
        limit $4) e
      """;

  /** Of the last deliveries. */
  private static final String PACE =
      """
      select avg(duration_millis)::float8 as millis from (
        select duration_millis from push_delivery
        where endpoint_id = $1 and state = 'delivered' order by id desc limit 100) d
      """;

  private static final String HAS_LEAD =
      "select exists (select from lead where id = ?1 and provider_id = ?2)";

  private static final String EVENT =
      """
      select id, type, source, lead_id, sequence, time, data from lead_event
      where id = $1 and provider_id = $2
      """;

  private final Endpoints endpoints;
  private final EndpointControl control;
  private final EndpointProgressRepository progress;
  private final PushClient client;
  private final ReadPool reads;

  Resends(
      Endpoints endpoints,
      EndpointControl control,
      EndpointProgressRepository progress,
      PushClient client,
      ReadPool reads) {
    this.endpoints = endpoints;
    this.control = control;
    this.progress = progress;
    this.client = client;
    this.reads = reads;
  }

  /** What {@link #since} would send. */
  public Uni<Plan> plan(Provider provider, EndpointId id, StartPoint since) {
    return endpoints
        .one(provider, id)
        .chain(
            endpoint ->
                progress
                    .cursorOf(provider.id(), since)
                    .chain(cursor -> plan(provider.id(), endpoint, cursor)));
  }

  private Uni<Plan> plan(ProviderId provider, PushEndpoint endpoint, CommitCursor cursor) {
    return reads
        .get()
        .preparedQuery(PACE)
        .execute(Tuple.of(endpoint.id().value()))
        .map(rows -> rows.iterator().next().getDouble("millis"))
        .chain(
            millis ->
                count(provider, endpoint, cursor)
                    .map(row -> Plan.of(row, millis, endpoint.maxInFlight())));
  }

  private Uni<Row> count(ProviderId provider, PushEndpoint endpoint, CommitCursor cursor) {
    return reads
        .get()
        .preparedQuery(COUNT)
        .execute(
            Tuple.of(
                    provider.value(),
                    Long.toString(cursor.transaction()),
                    cursor.position(),
                    MOST_COUNTED)
                .addArrayOfString(endpoint.types().map(Resends::array).orElse(null))
                .addArrayOfString(
                    endpoint.customers().map(Resends::sources).map(Resends::array).orElse(null)))
        .map(rows -> rows.iterator().next());
  }

  private static List<String> sources(List<String> customers) {
    return customers.stream().map(slug -> "/customers/" + slug).toList();
  }

  private static String[] array(List<String> texts) {
    return texts.toArray(String[]::new);
  }

  /** Sends all events since a point again, in order, and then goes on. */
  @WithTransaction
  public Uni<PushEndpoint> since(Provider provider, EndpointId id, StartPoint since) {
    return endpoints
        .lock(provider, id)
        .call(
            () ->
                progress
                    .cursorOf(provider.id(), since)
                    .chain(cursor -> progress.rewind(id, cursor)));
  }

  /** Sends all events of a lead again, in order, while the others go on. */
  @WithTransaction
  public Uni<PushEndpoint> lead(Provider provider, EndpointId id, UUID lead) {
    return endpoints
        .lock(provider, id)
        .call(() -> requireLead(provider, lead))
        .call(() -> progress.rewindLead(id, lead));
  }

  private static Uni<Void> requireLead(Provider provider, UUID lead) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(HAS_LEAD, Boolean.class)
                    .setParameter(1, lead)
                    .setParameter(2, provider.id().value())
                    .getSingleResult())
        .invoke(
            found -> {
              if (!found) {
                throw notFound("lead");
              }
            })
        .replaceWithVoid();
  }

  /**
   * Sends one event at once, whatever the endpoint's state, and returns how it was answered.
   *
   * @param before runs first, once it is known that there is such an event
   */
  public Uni<PushReply> event(
      Provider provider, EndpointId id, UUID event, Supplier<Uni<Void>> before) {
    return endpoints
        .one(provider, id)
        .chain(
            endpoint ->
                find(provider, event)
                    .call(() -> before.get())
                    .chain(message -> client.post(control.targetOf(endpoint), message, 1)));
  }

  private Uni<PushMessage> find(Provider provider, UUID event) {
    return reads
        .get()
        .preparedQuery(EVENT)
        .execute(Tuple.of(event, provider.id().value()))
        .map(
            rows -> {
              if (rows.size() == 0) {
                throw notFound("event");
              }
              return message(rows.iterator().next());
            });
  }

  private static PushMessage message(Row row) {
    return new PushMessage(
        row.getUUID("id"),
        row.getString("type"),
        row.getString("source"),
        row.getUUID("lead_id").toString(),
        row.getOffsetDateTime("time").toInstant(),
        OptionalInt.of(row.getInteger("sequence")),
        row.getString("data").getBytes(StandardCharsets.UTF_8));
  }

  private static ProblemException notFound(String what) {
    return new ProblemException(ErrorCode.NOT_FOUND, "The provider has no such " + what + ".");
  }

  /**
   * What a replay sends.
   *
   * @param events how many
   * @param isAtLeast whether there are more than were counted
   * @param takes about how long, by the last deliveries
   */
  public record Plan(long events, boolean isAtLeast, Duration takes) {
    private static final double UNKNOWN_MILLIS = 100;

    static Plan of(Row counted, Double millisEach, int inFlight) {
      long events = counted.getLong("events");
      double each = millisEach == null ? UNKNOWN_MILLIS : Math.max(millisEach, 1);
      return new Plan(
          events,
          counted.getLong("read") == MOST_COUNTED,
          Duration.ofMillis(Math.round(events * each / Math.max(1, inFlight))));
    }
  }
}
