package io.leadloop.feedback.projection;

import io.leadloop.lead.LeadStatus;
import io.leadloop.oplead.status.StatusCode;
import io.leadloop.store.Batch;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
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

  /** Names that are remembered; more would be somebody's mistake. */
  private static final int REMEMBERED = 500;

  private final Pool pool;
  private final Counter unknown;
  private final Set<String> stored = ConcurrentHashMap.newKeySet();

  StatusLabels(Pool pool, MeterRegistry metrics) {
    this.pool = pool;
    this.unknown =
        Counter.builder("leadloop.statuses.unknown")
            .description("Statuses under a name without a code")
            .tag("label", OTHER)
            .register(metrics);
  }

  /** The names without a code, for the operator who mends the table. */
  public Uni<List<Label>> unknown() {
    return all().map(labels -> labels.stream().filter(l -> l.code().equals(OTHER)).toList());
  }

  /** Never fails: what could not be kept is kept when its name comes again. */
  Uni<Void> note(List<LeadStatus> statuses) {
    unknown.increment(statuses.stream().filter(status -> status.code().equals(OTHER)).count());
    List<LeadStatus> fresh =
        statuses.stream()
            .filter(status -> status.label() != null && !stored.contains(status.label()))
            .collect(Collectors.toMap(LeadStatus::label, status -> status, (first, next) -> first))
            .values()
            .stream()
            .toList();
    return fresh.isEmpty() || stored.size() >= REMEMBERED
        ? Uni.createFrom().voidItem()
        : add(fresh).onFailure().invoke(this::notKept).onFailure().recoverWithNull();
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

  private Uni<Void> add(List<LeadStatus> fresh) {
    Batch<LeadStatus> rows = Batch.of(fresh).texts(LeadStatus::label).texts(LeadStatus::code);
    return pool.preparedQuery(ADD)
        .execute(rows.tuple())
        .invoke(done -> fresh.forEach(status -> stored.add(status.label())))
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
}
