package io.leadloop.feedback.projection;

import io.leadloop.feedback.projection.LabelMappings.Mapped;
import io.leadloop.oplead.status.StatusCode;
import io.leadloop.oplead.status.StatusMap;
import io.leadloop.store.Batch;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Keeps every name of a status that was published, with the code it was published under. Statuses
 * under a name that the table of names does not know, or under one that was withheld, are counted
 * together by the metric {@code leadloop.statuses.unknown}: a name is no label of a metric, since
 * the caller chooses it.
 */
@ApplicationScoped
public class StatusLabels {
  private static final Logger LOG = Logger.getLogger(StatusLabels.class);
  private static final String OTHER = StatusCode.OTHER.wireName();
  private static final String ADD =
      """
      insert into status_label (label, code) select * from unnest($1::text[], $2::text[])
      on conflict (label) do nothing
      """;
  private static final String ALL =
      "select label, code, revision, first_seen from status_label order by label";
  private static final String MEND =
      """
      update status_label set code = $2, revision = revision + 1 where label = $1 and revision = $3
      """;

  /** In the order of the key, so that replicas do not deadlock. */
  static final String COUNT =
      """
      insert into unknown_label as u (customer_id, label, seen)
      select c.id, s.label, s.seen
      from unnest($1::text[], $2::text[], $3::bigint[]) as s(slug, label, seen)
      join customer c on c.slug = s.slug
      where (select count(*) from (select from unknown_label limit 2000) k) < 2000
        or exists (select from unknown_label where customer_id = c.id and label = s.label)
      order by c.id, s.label
      on conflict (customer_id, label)
        do update set seen = u.seen + excluded.seen, last_seen = now()
      """;

  private static final String SENDERS =
      """
      select u.label, c.slug, u.seen, u.last_seen
      from unknown_label u join customer c on c.id = u.customer_id
      order by u.seen desc, c.slug limit 2000
      """;

  /** Names that are remembered; more would be somebody's mistake. */
  private static final int REMEMBERED = 500;

  private final Pool pool;
  private final StatusMap table;
  private final LabelMappings mappings;
  private final Counter unknown;
  private final Set<String> stored = ConcurrentHashMap.newKeySet();

  StatusLabels(Pool pool, StatusMap table, LabelMappings mappings, MeterRegistry metrics) {
    this.pool = pool;
    this.table = table;
    this.mappings = mappings;
    this.unknown =
        Counter.builder("leadloop.statuses.unknown")
            .description("Statuses under a name without a code")
            .tag("label", OTHER)
            .register(metrics);
  }

  /**
   * The names without a code, with the customers whose Oplead sent them; those that a mapping has
   * for all of these customers are not among them.
   */
  public Uni<List<UnknownLabel>> unknown() {
    return mappings
        .read()
        .chain(
            mapped -> all().chain(labels -> senders().map(sent -> unknown(labels, sent, mapped))));
  }

  private static List<UnknownLabel> unknown(
      List<Label> labels, Map<String, List<Sender>> senders, Mapped mapped) {
    return labels.stream()
        .filter(label -> label.code().equals(OTHER))
        .filter(label -> mapped.general().codeOf(label.label()) == StatusCode.OTHER)
        .map(label -> unknown(label, senders.getOrDefault(label.label(), List.of()), mapped))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<UnknownLabel> unknown(Label label, List<Sender> all, Mapped mapped) {
    List<Sender> without =
        all.stream()
            .filter(s -> mapped.of(s.customer()).codeOf(label.label()) == StatusCode.OTHER)
            .toList();
    return without.isEmpty() && !all.isEmpty()
        ? Optional.empty()
        : Optional.of(new UnknownLabel(label.label(), label.firstSeen(), without));
  }

  private Uni<Map<String, List<Sender>>> senders() {
    return pool.query(SENDERS)
        .execute()
        .map(rows -> Batch.list(rows, row -> row))
        .map(
            rows ->
                rows.stream()
                    .collect(
                        Collectors.groupingBy(
                            row -> row.getString("label"),
                            Collectors.mapping(Sender::of, Collectors.toList()))));
  }

  /** Never fails: what could not be kept is kept when its name comes again. */
  Uni<Void> note(List<PublishedStatus> statuses) {
    List<PublishedStatus> without =
        statuses.stream().filter(published -> published.status().code().equals(OTHER)).toList();
    unknown.increment(without.size());
    List<String> fresh =
        statuses.stream()
            .map(published -> published.status().label())
            .filter(label -> label != null && !stored.contains(label))
            .distinct()
            .toList();
    return add(fresh)
        .chain(() -> count(without))
        .onFailure()
        .invoke(this::notKept)
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Void> count(List<PublishedStatus> without) {
    Map<Sent, Long> counts =
        without.stream()
            .filter(published -> published.status().label() != null)
            .collect(
                Collectors.groupingBy(
                    published -> new Sent(published.customer(), published.status().label()),
                    Collectors.counting()));
    return counts.isEmpty()
        ? Uni.createFrom().voidItem()
        : pool.preparedQuery(COUNT)
            .execute(
                Batch.of(counts.entrySet())
                    .texts(entry -> entry.getKey().customer())
                    .texts(entry -> entry.getKey().label())
                    .longs(Map.Entry::getValue)
                    .tuple())
            .replaceWithVoid();
  }

  Uni<List<Label>> all() {
    return pool.query(ALL)
        .execute()
        .map(
            rows ->
                Batch.list(
                    rows,
                    row ->
                        new Label(
                            row.getString("label"),
                            row.getString("code"),
                            row.getInteger("revision"),
                            row.getOffsetDateTime("first_seen").toInstant())));
  }

  /** The label has that code from now on, unless somebody was faster. */
  Uni<Void> mend(Label label, String code) {
    return pool.preparedQuery(MEND)
        .execute(Tuple.of(label.label(), code, label.revision()))
        .replaceWithVoid();
  }

  /** With the code of the profile: a mapping at run time is undone without a correction. */
  private Uni<Void> add(List<String> fresh) {
    if (fresh.isEmpty() || stored.size() >= REMEMBERED) {
      return Uni.createFrom().voidItem();
    }
    Batch<String> rows =
        Batch.of(fresh).texts(label -> label).texts(label -> table.codeOf(label).wireName());
    return pool.preparedQuery(ADD)
        .execute(rows.tuple())
        .invoke(done -> stored.addAll(fresh))
        .replaceWithVoid();
  }

  private void notKept(Throwable e) {
    LOG.warnf("status names not kept cause=%s", e.toString());
  }

  /**
   * A name that Oplead gave to a status.
   *
   * @param code under which it is published
   * @param revision how often its code was mended
   */
  public record Label(String label, String code, int revision, Instant firstSeen) {}

  /**
   * A name without a code.
   *
   * @param senders the customers whose Oplead sent it, the busiest first
   */
  public record UnknownLabel(String label, Instant firstSeen, List<Sender> senders) {
    /** How often these customers' Oplead sent it. */
    public long times() {
      return senders.stream().mapToLong(Sender::times).sum();
    }

    /** When it was sent last; empty where that was not counted. */
    public Optional<Instant> lastSeen() {
      return senders.stream().map(Sender::lastSeen).max(Comparator.naturalOrder());
    }
  }

  /**
   * A customer whose Oplead sent a name without a code.
   *
   * @param customer its slug
   * @param times how often it was sent
   */
  public record Sender(String customer, long times, Instant lastSeen) {
    static Sender of(Row row) {
      return new Sender(
          row.getString("slug"),
          row.getLong("seen"),
          row.getOffsetDateTime("last_seen").toInstant());
    }
  }

  /** A name, and the slug of the customer whose Oplead sent it. */
  private record Sent(String customer, String label) {}
}
