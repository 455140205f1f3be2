package io.leadloop.admin.feedback;

import io.leadloop.admin.feedback.FeedbackOverview.Coverage;
import io.leadloop.admin.feedback.FeedbackOverview.Log;
import io.leadloop.admin.feedback.FeedbackOverview.PartitionLag;
import io.leadloop.admin.feedback.FeedbackOverview.Waiting;
import io.leadloop.feedback.log.LogLag;
import io.leadloop.feedback.log.LogLagReader;
import io.leadloop.store.Batch;
import io.leadloop.store.ReadPool;
import io.leadloop.store.TtlCache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** Reads how feedback moves. */
@Singleton
public class FeedbackOverviewReader {
  static final String OUTBOX =
      """
      select (select count(*) from (select from outbox limit 100000) o) as waiting,
        (select created_at from outbox order by position limit 1) as oldest
      """;

  /** Of few customers the overdue leads are counted, by an index. */
  static final String COVERAGE =
      """
      select c.slug, c.name, c.forwarded, c.with_feedback, (
          select count(*)::int from (select from awaited_feedback
            where customer_id = c.customer_id and silent_until is null limit 10000) a) as overdue
      from (
        select p.customer_id, c.slug, c.name, p.forwarded, p.with_feedback
        from customer_pace p join customer c on c.id = p.customer_id
        where p.forwarded > 0
        order by p.with_feedback::float8 / p.forwarded, c.slug limit 20) c
      order by c.with_feedback::float8 / c.forwarded, c.slug
      """;

  private static final Duration WATCHED_EVERY = Duration.ofMillis(4500);

  private final ReadPool reads;
  private final LogLagReader log;
  private final TtlCache<Class<?>, FeedbackOverview> watched =
      new TtlCache<>(overview -> read(), WATCHED_EVERY);

  FeedbackOverviewReader(ReadPool reads, LogLagReader log) {
    this.reads = reads;
    this.log = log;
  }

  /** As of some seconds ago, for all who watch it. */
  public Uni<FeedbackOverview> watch() {
    return watched.get(FeedbackOverview.class);
  }

  /** As of now. */
  public Uni<FeedbackOverview> read() {
    return log.read()
        .chain(
            lag ->
                rows(OUTBOX)
                    .chain(
                        outbox -> rows(COVERAGE).map(coverage -> overview(outbox, lag, coverage))));
  }

  private static FeedbackOverview overview(List<Row> outbox, LogLag lag, List<Row> coverage) {
    return new FeedbackOverview(
        new Waiting(
            outbox.get(0).getLong("waiting"),
            Optional.ofNullable(outbox.get(0).getOffsetDateTime("oldest"))
                .map(OffsetDateTime::toInstant)
                .orElse(null)),
        new Log(lag.isReachable(), lag.isReachable() ? lag.total() : null, partitions(lag)),
        coverage.stream().map(FeedbackOverviewReader::coverage).toList());
  }

  private static List<PartitionLag> partitions(LogLag lag) {
    return lag.partitions().entrySet().stream()
        .filter(partition -> partition.getValue() > 0)
        .map(partition -> new PartitionLag(partition.getKey(), partition.getValue()))
        .toList();
  }

  private static Coverage coverage(Row row) {
    return new Coverage(
        row.getString("slug"),
        row.getString("name"),
        row.getInteger("forwarded"),
        row.getInteger("with_feedback"),
        row.getInteger("overdue"));
  }

  private Uni<List<Row>> rows(String sql) {
    return reads.get().preparedQuery(sql).execute().map(rows -> Batch.list(rows, row -> row));
  }
}
