package io.leadloop.feedback.projection;

import io.leadloop.customer.CustomerId;
import io.leadloop.feedback.Feedback;
import io.leadloop.feedback.FeedbackConfig;
import io.leadloop.feedback.LoggedFeedback;
import io.leadloop.feedback.OverdueConfig;
import io.leadloop.feedback.event.EventData;
import io.leadloop.feedback.event.EventType;
import io.leadloop.feedback.projection.LeadProjection.Addressee;
import io.leadloop.feedback.projection.ProjectedState.LastStatus;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.LeadState;
import io.leadloop.lead.LeadStatus;
import io.leadloop.provider.ProviderId;
import io.leadloop.store.Batch;
import io.leadloop.store.IdTimes;
import io.leadloop.tally.Tallies;
import io.leadloop.tally.TallyKey;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The statements of a projection; each call is one, on the transaction's own connection. They name
 * their columns: a prepared one whose result gains a column, because a newer version migrates the
 * database, would fail.
 */
@ApplicationScoped
class ProjectionStore {
  private static final String LOCK_LEADS = "select lock_progress($1)";

  /** An uncertain lead that is sent again may reach Oplead twice. */
  private static final String READ_LEADS =
      """
      select l.id, l.provider_id, l.customer_id, l.reference, l.test, l.created_at, p.forwarded_at,
        lead_state(p.state, r.kind is not null) as state, p.oplead_id, p.told_forwarded, p.sequence,
        p.status_code, p.status_label, p.status_at, p.status_dated, p.status_way, p.told_otherwise,
        p.awaited_status, p.last_callback,
        p.possible_duplicate or coalesce(p.state = 'uncertain' and r.kind = 'lead', false)
          as possible_duplicate,
        v.slug as provider_slug, c.slug as customer_slug
      from unnest($1::uuid[]) as given(id)
      cross join lateral (select * from lead where id = given.id limit 1) l
      cross join lateral (select * from lead_progress where lead_id = given.id limit 1) p
      left join lateral (select kind from lane_request where request_id = given.id limit 1) r on true
      join provider v on v.id = l.provider_id join customer c on c.id = l.customer_id
      """;

  /**
   * Each id is looked up in its month alone; the least and the greatest spare the start of a scan
   * of the other months.
   */
  static final String KNOWN =
      """
      select f.id, f.log_partition, f.log_offset
      from unnest($1::uuid[]) as given(id)
      cross join lateral (
        select * from feedback where id = given.id and id between $2 and $3 limit 1) f
      """;

  /** Of a lead with very many, the last ones; since its creation, clocks may differ by a day. */
  static final String TOLD_STATUSES =
      """
      select given.id as lead_id, e.data::json -> 'status' ->> 'label' as label,
        e.data::json -> 'status' ->> 'code' as code, e.data::json -> 'status' ->> 'at' as at
      from unnest($1::uuid[]) as given(id)
      cross join lateral (
        select first_id(created_at - interval '1 day') as first_event
        from lead where id = given.id limit 1) l
      cross join lateral (
        select data from lead_event
        where lead_id = given.id and type = $2 and id >= l.first_event
          and id < first_id(now() + interval '1 day')
        order by sequence desc limit 1000) e
      """;

  /**
   * Read in every month, whatever clocks show: events that are not found are not published. Re-runs
   * are rare.
   */
  private static final String STORED_EVENTS =
      """
      select e.id, f.id as feedback_id, e.lead_id, e.provider_id, e.source, e.sequence, e.type, e.time,
        e.data, p.slug as provider_slug
      from unnest($1::uuid[]) as given(id)
      cross join lateral (select * from feedback where id = given.id limit 1) f
      cross join lateral (
        select * from lead_event where lead_id = f.lead_id
          and sequence between f.first_sequence and f.first_sequence + f.events - 1) e
      join provider p on p.id = e.provider_id
      order by e.lead_id, e.sequence
      """;

  /**
   * Feedback and the events that it caused; there may be none. Feedback about an erased lead is not
   * kept.
   */
  private static final String RECORD =
      """
      with recorded as (
        insert into feedback (id, lead_id, kind, log_partition, log_offset, first_sequence, events,
          body, content_type, received_at, is_unread)
        select f.id, f.lead_id, f.kind, f.log_partition, f.log_offset, f.first_sequence, f.events,
          case when f.body is not null
            and (select erased_at is null from lead_progress where lead_id = f.lead_id)
            then f.body end,
          f.content_type, f.received_at,
          case when f.is_unread and f.body is not null
            then (select erased_at is null from lead_progress where lead_id = f.lead_id)
            else false end
        from unnest($1::uuid[], $2::uuid[], $3::text[], $4::int[], $5::bigint[], $6::int[],
          $7::int[], $8::bytea[], $9::text[], $10::timestamptz[], $11::boolean[]) as
          f (id, lead_id, kind, log_partition, log_offset, first_sequence, events, body,
            content_type, received_at, is_unread)
      )
      insert into lead_event (id, lead_id, provider_id, source, sequence, type, time, data)
      select * from unnest($12::uuid[], $13::uuid[], $14::uuid[], $15::text[], $16::int[],
        $17::text[], $18::timestamptz[], $19::text[])
      """;

  private static final String RECORD_LEADS =
      """
      update lead_progress p set told_forwarded = n.told_forwarded, sequence = n.sequence,
        status_code = n.code, status_label = n.label, status_at = n.at, status_dated = n.dated,
        awaited_status = case when not n.awaited_came then p.awaited_status end,
        status_way = n.way, told_otherwise = p.told_otherwise or n.otherwise,
        last_callback = n.last_callback,
        first_feedback_at =
          case when n.code is not null then coalesce(p.first_feedback_at, now()) end,
        updated_at = case when n.is_changed then now() else p.updated_at end
      from unnest($1::uuid[], $2::boolean[], $3::int[], $4::text[], $5::text[], $6::timestamptz[],
          $7::boolean[], $8::boolean[], $9::text[], $10::boolean[], $11::bytea[], $12::boolean[])
        as n(id, told_forwarded, sequence, code, label, at, dated, awaited_came, way, otherwise,
          last_callback, is_changed)
      where p.lead_id = n.id and p.lead_id = any($1)
      """;
  private static final String PROVE_FORWARDED = "select prove_forwarded($1)";
  private static final String AWAIT_FEEDBACK =
      """
      select await_feedback(array_agg(id), array_agg(customer_id), $2 * interval '1 ms')
      from lead where id = any($1)
      """;
  private static final String END_SILENCE = "select end_silence($1)";

  private final long overdueAfterMillis;
  private final Duration clockTolerance;
  private final Tallies tallies;

  ProjectionStore(OverdueConfig overdue, FeedbackConfig feedback, Tallies tallies) {
    this.overdueAfterMillis = overdue.overdueAfter().toMillis();
    this.clockTolerance = feedback.clockTolerance();
    this.tallies = tallies;
  }

  /** The leads of those ids that exist, locked until the transaction ends. */
  Uni<Map<LeadId, LeadProjection>> lockLeads(SqlClient tx, Collection<LeadId> leads) {
    Tuple ids = Batch.of(leads).uuids(LeadId::value).tuple();
    return Uni.combine()
        .all()
        .unis(tx.preparedQuery(LOCK_LEADS).execute(ids), tx.preparedQuery(READ_LEADS).execute(ids))
        .with(
            (locked, rows) ->
                Batch.list(rows, this::lead).stream()
                    .collect(Collectors.toMap(LeadProjection::leadId, lead -> lead)));
  }

  /** Where that feedback was taken from, as far as it was, by its id. */
  Uni<Map<UUID, LogPosition>> known(SqlClient tx, Collection<UUID> feedback) {
    return tx.preparedQuery(KNOWN)
        .execute(
            Batch.of(feedback)
                .uuids(id -> id)
                .value(Collections.min(feedback, IdTimes.ORDER))
                .value(Collections.max(feedback, IdTimes.ORDER))
                .tuple())
        .map(rows -> Batch.list(rows, row -> row))
        .map(
            rows ->
                rows.stream()
                    .collect(Collectors.toMap(r -> r.getUUID("id"), ProjectionStore::position)));
  }

  /** The statuses that were reported of each lead, as {@link StatusDeduplicator#key} has them. */
  Uni<Map<LeadId, Set<String>>> reportedStatuses(SqlClient tx, Collection<LeadId> leads) {
    if (leads.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return tx.preparedQuery(TOLD_STATUSES)
        .execute(
            Batch.of(leads).uuids(LeadId::value).value(EventType.STATUS_CHANGED.type()).tuple())
        .map(rows -> Batch.list(rows, row -> row))
        .map(
            rows ->
                rows.stream()
                    .collect(
                        Collectors.groupingBy(
                            row -> new LeadId(row.getUUID("lead_id")),
                            Collectors.mapping(ProjectionStore::reported, Collectors.toSet()))));
  }

  private static String reported(Row row) {
    return StatusDeduplicator.key(
        new LeadStatus(
            row.getString("code"), row.getString("label"), Instant.parse(row.getString("at"))));
  }

  /** What was stored for that feedback by an earlier run, by lead and in sequence. */
  Uni<List<NewEvent>> storedEvents(SqlClient tx, Collection<UUID> feedback) {
    if (feedback.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return tx.preparedQuery(STORED_EVENTS)
        .execute(Batch.of(feedback).uuids(id -> id).tuple())
        .map(rows -> Batch.list(rows, ProjectionStore::event));
  }

  /**
   * Records feedback with the events that it caused.
   *
   * @param events of all of it, each feedback's in sequence
   * @param unread the feedback in whose body no status was found
   */
  Uni<Void> record(
      SqlClient tx, List<LoggedFeedback> taken, List<NewEvent> events, Set<UUID> unread) {
    Map<UUID, List<NewEvent>> caused =
        events.stream().collect(Collectors.groupingBy(NewEvent::feedbackId));
    Batch<LoggedFeedback> rows =
        Batch.of(taken)
            .uuids(t -> t.feedback().id())
            .uuids(t -> t.feedback().leadId().value())
            .texts(t -> t.feedback().kind().wireName())
            .integers(LoggedFeedback::partition)
            .longs(LoggedFeedback::offset)
            .integers(
                t ->
                    caused.containsKey(t.feedback().id())
                        ? caused.get(t.feedback().id()).get(0).sequence()
                        : 0)
            .integers(t -> caused.getOrDefault(t.feedback().id(), List.of()).size())
            .bytes(t -> keptBody(t.feedback(), unread))
            .texts(t -> contentType(t.feedback(), unread))
            .times(t -> t.feedback().receivedAt())
            .booleans(t -> unread.contains(t.feedback().id()))
            .and(rows(events));
    return tx.preparedQuery(RECORD).execute(rows.tuple()).replaceWithVoid();
  }

  /** A callback's; of a notification only one that may be read again. */
  private static byte[] keptBody(Feedback feedback, Set<UUID> unread) {
    return switch (feedback.kind()) {
      case CALLBACK -> ((Feedback.Callback) feedback).body();
      case NOTIFIED ->
          unread.contains(feedback.id()) ? ((Feedback.Notified) feedback).body() : null;
      default -> null;
    };
  }

  private static String contentType(Feedback feedback, Set<UUID> unread) {
    return switch (feedback.kind()) {
      case CALLBACK -> ((Feedback.Callback) feedback).contentType();
      case NOTIFIED ->
          unread.contains(feedback.id()) ? ((Feedback.Notified) feedback).contentType() : null;
      default -> null;
    };
  }

  private static Batch<NewEvent> rows(List<NewEvent> events) {
    return Batch.of(events)
        .uuids(NewEvent::id)
        .uuids(e -> e.leadId().value())
        .uuids(e -> e.providerId().value())
        .texts(NewEvent::source)
        .integers(NewEvent::sequence)
        .texts(NewEvent::type)
        .times(NewEvent::time)
        .texts(NewEvent::data);
  }

  /** Records what the batch found out about leads, for those about which it did, and counts it. */
  Uni<Void> recordLeads(SqlClient tx, Collection<LeadProjection> leads) {
    if (leads.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Batch<LeadProjection> rows =
        Batch.of(leads)
            .uuids(l -> l.leadId().value())
            .booleans(LeadProjection::toldForwarded)
            .integers(LeadProjection::sequence)
            .texts(l -> l.status() == null ? null : l.status().code())
            .texts(l -> l.status() == null ? null : l.status().label())
            .times(l -> l.status() == null ? null : l.status().at())
            .booleans(LeadProjection::isStatusDated)
            .booleans(LeadProjection::awaitedCame)
            .texts(l -> l.way() == null ? null : l.way().wireName())
            .booleans(LeadProjection::hasOtherSources)
            .bytes(LeadProjection::lastCallback)
            .booleans(LeadProjection::isChanged);
    return Uni.join()
        .all(
            all(tx, PROVE_FORWARDED, leads, LeadProjection::isProved),
            tx.preparedQuery(RECORD_LEADS).execute(rows.tuple()).replaceWithVoid(),
            awaitFeedback(tx, leads),
            all(tx, END_SILENCE, leads, LeadProjection::hasFirstStatus),
            UnmappedLeads.record(tx, leads),
            tallies.add(tx, counts(leads)))
        .andFailFast()
        .replaceWithVoid();
  }

  private static Map<TallyKey, Integer> counts(Collection<LeadProjection> leads) {
    Map<TallyKey, Integer> counts = new HashMap<>();
    leads.forEach(lead -> lead.counts().addTo(counts));
    return counts;
  }

  private Uni<Void> awaitFeedback(SqlClient tx, Collection<LeadProjection> leads) {
    List<LeadProjection> silent = leads.stream().filter(LeadProjection::isNewlySilent).toList();
    return silent.isEmpty()
        ? Uni.createFrom().voidItem()
        : tx.preparedQuery(AWAIT_FEEDBACK)
            .execute(
                Batch.of(silent).uuids(l -> l.leadId().value()).value(overdueAfterMillis).tuple())
            .replaceWithVoid();
  }

  /** A statement for those of the leads that it concerns; none where there are none. */
  private static Uni<Void> all(
      SqlClient tx,
      String statement,
      Collection<LeadProjection> leads,
      Predicate<LeadProjection> concerned) {
    List<LeadProjection> ids = leads.stream().filter(concerned).toList();
    return ids.isEmpty()
        ? Uni.createFrom().voidItem()
        : tx.preparedQuery(statement)
            .execute(Batch.of(ids).uuids(l -> l.leadId().value()).tuple())
            .replaceWithVoid();
  }

  private LeadProjection lead(Row row) {
    Addressee addressee =
        new Addressee(
            new ProviderId(row.getUUID("provider_id")),
            row.getString("provider_slug"),
            new CustomerId(row.getUUID("customer_id")),
            row.getString("customer_slug"),
            row.getString("reference"));
    ProjectedState before =
        new ProjectedState(
            LeadState.ofWireName(row.getString("state")),
            row.getString("oplead_id"),
            row.getBoolean("told_forwarded"),
            row.getInteger("sequence"),
            lastStatus(row),
            new EventData.Marks(row.getBoolean("possible_duplicate"), row.getBoolean("test")),
            row.getOffsetDateTime("created_at").toInstant(),
            Optional.ofNullable(row.getOffsetDateTime("forwarded_at"))
                .map(OffsetDateTime::toInstant)
                .orElse(null));
    LeadProjection lead =
        new LeadProjection(new LeadId(row.getUUID("id")), addressee, before, clockTolerance);
    Optional.ofNullable(row.getBuffer("last_callback"))
        .ifPresent(fingerprint -> lead.lastCallback(fingerprint.getBytes()));
    return lead;
  }

  private static LastStatus lastStatus(Row row) {
    return new LastStatus(
        status(row),
        row.getBoolean("status_dated"),
        StatusSource.ofWireName(row.getString("status_way")),
        row.getBoolean("told_otherwise"),
        row.getString("awaited_status"));
  }

  private static LeadStatus status(Row row) {
    OffsetDateTime at = row.getOffsetDateTime("status_at");
    return at == null
        ? null
        : new LeadStatus(
            row.getString("status_code"), row.getString("status_label"), at.toInstant());
  }

  private static LogPosition position(Row row) {
    return new LogPosition(row.getInteger("log_partition"), row.getLong("log_offset"));
  }

  private static NewEvent event(Row row) {
    Instant time = row.getOffsetDateTime("time").toInstant();
    return new NewEvent(
        row.getUUID("id"),
        row.getUUID("feedback_id"),
        new LeadId(row.getUUID("lead_id")),
        new ProviderId(row.getUUID("provider_id")),
        row.getString("provider_slug"),
        row.getString("source"),
        row.getInteger("sequence"),
        row.getString("type"),
        time,
        row.getString("data"));
  }

  /** Where in the log a feedback was read. */
  record LogPosition(int partition, long offset) {
    boolean isOf(LoggedFeedback logged) {
      return partition == logged.partition() && offset == logged.offset();
    }
  }
}
