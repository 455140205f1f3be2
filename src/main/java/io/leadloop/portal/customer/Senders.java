package io.leadloop.portal.customer;

import io.leadloop.store.Batch;
import io.leadloop.store.ReadPool;
import io.leadloop.tally.Figures;
import io.leadloop.tally.Step;
import io.leadloop.tally.TallyLine;
import io.leadloop.tally.TallyQuery;
import io.leadloop.tally.TallyReader;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who sends to a customer. */
@Singleton
class Senders {
  private static final Duration PERIOD = Duration.ofDays(30);
  private static final int MOST_COUNTS = 100_000;

  private static final String SENDERS =
      """
      select p.slug, p.name, g.provider_id is not null as granted
      from provider p
      left join customer_grant g on g.provider_id = p.id
        and g.customer_id = (select id from customer where slug = $1)
      where g.provider_id is not null or p.slug = any($2)
      order by p.slug limit 500
      """;

  private final TallyReader tallies;
  private final ReadPool reads;
  private final Clock clock;

  Senders(TallyReader tallies, ReadPool reads, Clock clock) {
    this.tallies = tallies;
    this.reads = reads;
    this.clock = clock;
  }

  Uni<List<Sender>> of(String customer) {
    Instant until = clock.instant().truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    TallyQuery query =
        new TallyQuery(
            Optional.empty(), Optional.of(customer), until.minus(PERIOD), until, Step.TOTAL);
    return tallies
        .read(query, MOST_COUNTS)
        .map(lines -> lines.orElse(List.of()))
        .chain(lines -> with(customer, lines));
  }

  private Uni<List<Sender>> with(String customer, List<TallyLine> lines) {
    Map<String, Figures> figures =
        lines.stream().collect(Collectors.toMap(TallyLine::provider, TallyLine::figures));
    return reads
        .get()
        .preparedQuery(SENDERS)
        .execute(Tuple.of(customer, figures.keySet().toArray(String[]::new)))
        .map(
            rows ->
                Batch.list(
                    rows,
                    row ->
                        sender(row, figures.getOrDefault(row.getString("slug"), new Figures()))));
  }

  private static Sender sender(Row row, Figures figures) {
    return new Sender(
        row.getString("name"),
        row.getBoolean("granted"),
        figures.taken(),
        figures.forwarded(),
        figures.rejected(),
        figures.withFirstStatus());
  }
}
