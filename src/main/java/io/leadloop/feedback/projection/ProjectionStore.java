package io.leadloop.feedback.projection;

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
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The statements of a projection; each call is one, on the transaction's own connection. They name
 * their columns: a prepared one whose result gains a column, because a newer version migrates the
 * database, would fail.
 */
@ApplicationScoped
class ProjectionStore {
  private static final String LOCK_LEADS =
      """
      select l.id, l.provider_id, l.reference, l.state, l.oplead_id, l.told_forwarded, l.sequence,
        l.status_code, l.status_label, l.status_at, l.status_dated, l.status_way, l.told_otherwise,
        l.awaited_status, l.possible_duplicate, l.test, l.created_at,
        p.slug as provider_slug, c.slug as customer_slug
      from lead l join provider p on p.id = l.provider_id join customer c on c.id = l.customer_id
      where l.id = any($1) order by l.id for update of l
      """;
  private static final String KNOWN =
      "select id, log_partition, log_offset from feedback where id = any($1)";

  /** Only bodies as long as the new one: no other repeats it, and none has to be in memory. */
  static final String LAST_CALLBACKS =
      """
      select g.lead_id, f.body from unnest($1::uuid[], $2::int[]) as g(lead_id, length)
      cross join lateral (
        select body from feedback
        where kind = 'callback' and lead_id = g.lead_id and body is not null
        order by position desc limit 1) f
      where octet_length(f.body) = g.length
      """;

  /** Of a lead with very many, the last ones. */
  static final String TOLD_STATUSES =
      """
      select l.id as lead_id, e.data::json -> 'status' ->> 'label' as label,
        e.data::json -> 'status' ->> 'code' as code, e.data::json -> 'status' ->> 'at' as at
      from unnest($1::uuid[]) as l(id) cross join lateral (
        select data from lead_event where lead_id = l.id and type = $2
        order by sequence desc limit 1000) e
      """;

  private static final String STORED_EVENTS =
      """
      select e.id, e.feedback_id, e.lead_id, e.provider_id, e.source, e.sequence, e.type, e.time,
        e.data, p.slug as provider_slug
      from lead_event e join provider p on p.id = e.provider_id
      where e.feedback_id = any($1) order by e.lead_id, e.sequence
      """;

  /** Feedback about an erased lead is not kept. */
  private static final String RECORD_FEEDBACK =
      """
      insert into feedback
        (id, lead_id, kind, log_partition, log_offset, body, content_type, received_at)
      select f.id, f.lead_id, f.kind, f.log_partition, f.log_offset,
        case when (select erased_at is null from lead where id = f.lead_id) then f.body end,
        f.content_type, f.received_at
      from unnest($1::uuid[], $2::uuid[], $3::text[], $4::int[], $5::bigint[],
        $6::bytea[], $7::text[], $8::timestamptz[]) as
        f (id, lead_id, kind, log_partition, log_offset, body, content_type, received_at)
      """;

  private static final String RECORD_EVENTS =
      """
      insert into lead_event
        (id, feedback_id, lead_id, provider_id, source, sequence, type, time, data)
      select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::int[],
        $7::text[], $8::timestamptz[], $9::text[])
      """;
  private static final String RECORD_LEADS =
      """
      update lead l set state = state_after_proof(l.state, n.told_forwarded),
        next_attempt_at = attempt_after_proof(l.next_attempt_at, n.told_forwarded),
        told_forwarded = n.told_forwarded, sequence = n.sequence,
        status_code = n.code, status_label = n.label, status_at = n.at, status_dated = n.dated,
        awaited_status = case when not n.awaited_came then l.awaited_status end,
        status_way = n.way, told_otherwise = l.told_otherwise or n.otherwise,
        forwarded_at = case when n.told_forwarded then coalesce(l.forwarded_at, now()) end,
        first_feedback_at =
          case when n.code is not null then coalesce(l.first_feedback_at, now()) end,
        silent_until = silent_until_after(l.silent_until, n.code is not null, l.told_forwarded,
          n.told_forwarded, interval '1 ms' * coalesce((select expected_millis
            from customer_pace where customer_id = l.customer_id), $11)),
        poll_at = poll_after(l.poll_at, n.code is not null), updated_at = now()
      from unnest($1::uuid[], $2::boolean[], $3::int[], $4::text[], $5::text[], $6::timestamptz[],
          $7::boolean[], $8::boolean[], $9::text[], $10::boolean[])
        as n(id, told_forwarded, sequence, code, label, at, dated, awaited_came, way, otherwise)
      where l.id = n.id
      """;

  private final long overdueAfterMillis;
  private final Duration clockTolerance;

  ProjectionStore(OverdueConfig overdue, FeedbackConfig feedback) {
    this.overdueAfterMillis = overdue.overdueAfter().toMillis();
    this.clockTolerance = feedback.clockTolerance();
  }

  /** The leads of those ids that exist, locked until the transaction ends, in the order of ids. */
  Uni<Map<LeadId, LeadProjection>> lockLeads(SqlClient tx, Collection<LeadId> leads) {
    return tx.preparedQuery(LOCK_LEADS)
        .execute(Batch.of(leads).uuids(LeadId::value).tuple())
        .map(rows -> Batch.list(rows, this::lead))
        .map(found -> found.stream().collect(Collectors.toMap(LeadProjection::leadId, l -> l)));
  }

  /** Where the feedback of those ids was taken from, as far as it was. */
  Uni<Map<UUID, LogPosition>> known(SqlClient tx, Collection<UUID> feedback) {
    return tx.preparedQuery(KNOWN)
        .execute(Batch.of(feedback).uuids(id -> id).tuple())
        .map(rows -> Batch.list(rows, row -> row))
        .map(
            rows ->
                rows.stream()
                    .collect(Collectors.toMap(r -> r.getUUID("id"), ProjectionStore::position)));
  }

  /**
   * The sealed bodies of the leads' last callbacks, of those that were kept and have that length.
   *
   * @param lengths of the sealed body with which each is to be compared
   */
  Uni<Map<LeadId, byte[]>> lastCallbacks(SqlClient tx, Map<LeadId, Integer> lengths) {
    Batch<Map.Entry<LeadId, Integer>> wanted =
        Batch.of(lengths.entrySet()).uuids(e -> e.getKey().value()).integers(Map.Entry::getValue);
    return tx.preparedQuery(LAST_CALLBACKS)
        .execute(wanted.tuple())
        .map(rows -> Batch.list(rows, row -> row))
        .map(
            rows ->
                rows.stream()
                    .collect(
                        Collectors.toMap(
                            r -> new LeadId(r.getUUID("lead_id")),
                            r -> r.getBuffer("body").getBytes())));
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

  Uni<Void> recordFeedback(SqlClient tx, List<LoggedFeedback> taken) {
    Batch<LoggedFeedback> rows =
        Batch.of(taken)
            .uuids(t -> t.feedback().id())
            .uuids(t -> t.feedback().leadId().value())
            .texts(t -> t.feedback().kind().wireName())
            .integers(LoggedFeedback::partition)
            .longs(LoggedFeedback::offset)
            .bytes(t -> t.feedback() instanceof Feedback.Callback c ? c.body() : null)
            .texts(t -> t.feedback() instanceof Feedback.Callback c ? c.contentType() : null)
            .times(t -> t.feedback().receivedAt());
    return tx.preparedQuery(RECORD_FEEDBACK).execute(rows.tuple()).replaceWithVoid();
  }

  Uni<Void> recordEvents(SqlClient tx, List<NewEvent> events) {
    Batch<NewEvent> rows =
        Batch.of(events)
            .uuids(NewEvent::id)
            .uuids(NewEvent::feedbackId)
            .uuids(e -> e.leadId().value())
            .uuids(e -> e.providerId().value())
            .texts(NewEvent::source)
            .integers(NewEvent::sequence)
            .texts(NewEvent::type)
            .times(NewEvent::time)
            .texts(NewEvent::data);
    return tx.preparedQuery(RECORD_EVENTS).execute(rows.tuple()).replaceWithVoid();
  }

  Uni<Void> recordLeads(SqlClient tx, Collection<LeadProjection> leads) {
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
            .value(overdueAfterMillis);
    return tx.preparedQuery(RECORD_LEADS).execute(rows.tuple()).replaceWithVoid();
  }

  private LeadProjection lead(Row row) {
    Addressee addressee =
        new Addressee(
            new ProviderId(row.getUUID("provider_id")),
            row.getString("provider_slug"),
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
            row.getOffsetDateTime("created_at").toInstant());
    return new LeadProjection(new LeadId(row.getUUID("id")), addressee, before, clockTolerance);
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
