package io.leadloop.feedback.projection;

import io.leadloop.feedback.Feedback;
import io.leadloop.feedback.Outbox;
import io.leadloop.feedback.projection.StatusLabels.Label;
import io.leadloop.lead.LeadId;
import io.leadloop.oplead.status.StatusMap;
import io.leadloop.store.Batch;
import io.leadloop.store.IdTimes;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Publishes corrections when the table of status names was mended: at the start, each lead whose
 * last status has another code by now gets a correction, through the log like all feedback. It may
 * break off, run again and run on several replicas at once: a correction's id follows from the day
 * and from what it corrects.
 */
@ApplicationScoped
class StatusCorrections {
  private static final Logger LOG = Logger.getLogger(StatusCorrections.class);
  private static final int LEADS_AT_ONCE = 1_000;
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);
  private static final Duration AGAIN_AT_MOST_AFTER = Duration.ofMinutes(1);
  private static final UUID BEFORE_ALL = new UUID(0, 0);

  /** A mapping at run time precedes the table. */
  private static final String CONCERNED =
      """
      select p.lead_id as id from lead_progress p
      where p.lead_id > $1 and p.status_label = $2 and p.status_code <> $3
        and not exists (select from label_mapping m where m.essence = $5 and m.code <> $3
          and (m.customer_id is null or m.customer_id = p.customer_id))
      order by p.lead_id limit $4
      """;

  private final StatusLabels labels;
  private final StatusMap statusMap;
  private final Outbox outbox;
  private final Pool pool;
  private final Clock clock;
  private volatile boolean stopping;

  StatusCorrections(
      StatusLabels labels, StatusMap statusMap, Outbox outbox, Pool pool, Clock clock) {
    this.labels = labels;
    this.statusMap = statusMap;
    this.outbox = outbox;
    this.pool = pool;
    this.clock = clock;
  }

  void start(@Observes StartupEvent started) {
    correctAll()
        .onFailure(e -> !stopping)
        .retry()
        .withBackOff(AGAIN_AFTER, AGAIN_AT_MOST_AFTER)
        .indefinitely()
        .subscribe()
        .with(done -> {}, e -> LOG.warnf("corrections interrupted cause=%s", e.toString()));
  }

  void stop(@Observes ShutdownEvent stop) {
    stopping = true;
  }

  /** Puts a correction of every lead that needs one into the outbox. */
  Uni<Void> correctAll() {
    return labels
        .all()
        .onItem()
        .transformToMulti(all -> Multi.createFrom().iterable(all))
        .filter(label -> !codeOf(label).equals(label.code()))
        .onItem()
        .transformToUniAndConcatenate(this::correct)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Long> correct(Label label) {
    AtomicReference<UUID> last = new AtomicReference<>(BEFORE_ALL);
    return Multi.createBy()
        .repeating()
        .uni(() -> correctAfter(last.get(), label))
        .whilst(ids -> ids.size() == LEADS_AT_ONCE)
        .filter(ids -> !ids.isEmpty())
        .invoke(ids -> last.set(ids.get(ids.size() - 1)))
        .collect()
        .with(Collectors.summingLong(List::size))
        .call(() -> labels.mend(label, codeOf(label)))
        .invoke(
            leads ->
                LOG.infof(
                    "status mended label=%s from=%s to=%s leads=%d",
                    label.label(), label.code(), codeOf(label), leads));
  }

  /** Corrects the next leads, and returns their ids. */
  private Uni<List<UUID>> correctAfter(UUID last, Label label) {
    return pool.preparedQuery(CONCERNED)
        .execute(
            Tuple.of(
                last,
                label.label(),
                codeOf(label),
                LEADS_AT_ONCE,
                StatusMap.essence(label.label())))
        .map(rows -> Batch.list(rows, row -> row.getUUID("id")))
        .call(ids -> outbox.append(ids.stream().map(id -> correction(id, label)).toList()));
  }

  private Feedback correction(UUID lead, Label label) {
    String what = "correction:%s:%s:%d".formatted(lead, label.label(), label.revision());
    return new Feedback.Correction(
        // Several replicas may begin on one day.
        IdTimes.named(clock.instant().truncatedTo(ChronoUnit.DAYS), what),
        new LeadId(lead),
        clock.instant(),
        label.label(),
        codeOf(label),
        statusMap.version());
  }

  private String codeOf(Label label) {
    return statusMap.codeOf(label.label()).wireName();
  }
}
