package io.leadloop.tally;

import io.leadloop.store.Batch;
import io.leadloop.store.ReadPool;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads figures. What a period costs depends on its own hours, never on how many leads exist. */
@Singleton
public class TallyReader {
  private static final int DAY_HOURS = 24;
  private static final Comparator<TallyLine> ORDER =
      Comparator.comparing(TallyLine::at)
          .thenComparing(TallyLine::provider)
          .thenComparing(TallyLine::customer);

  static final String OF_PROVIDER =
      """
      select f.at, p.slug as provider, c.slug as customer, f.kind, f.slot, f.leads
      from (select case $5 when 'hour' then hour when 'day' then date_trunc('day', hour, 'UTC')
            else $2::timestamptz end as at,
          provider_id, customer_id, kind, case when kind > 0 then slot else 0 end as slot,
          sum(leads) as leads
        from tally
        where provider_id = (select id from provider where slug = $1) and hour >= $2 and hour < $3
          and ($4::text is null or customer_id = (select id from customer where slug = $4))
        group by 1, 2, 3, 4, 5 limit $6) f
      cross join lateral (select slug from provider where id = f.provider_id limit 1) p
      cross join lateral (select slug from customer where id = f.customer_id limit 1) c
      """;

  static final String OF_ALL =
      """
      select f.at, p.slug as provider, c.slug as customer, f.kind, f.slot, f.leads
      from (select case $4 when 'hour' then hour when 'day' then date_trunc('day', hour, 'UTC')
            else $1::timestamptz end as at,
          provider_id, customer_id, kind, case when kind > 0 then slot else 0 end as slot,
          sum(leads) as leads
        from tally
        where hour >= $1 and hour < $2
          and ($3::text is null or customer_id = (select id from customer where slug = $3))
        group by 1, 2, 3, 4, 5 limit $5) f
      cross join lateral (select slug from provider where id = f.provider_id limit 1) p
      cross join lateral (select slug from customer where id = f.customer_id limit 1) c
      """;

  /**
   * By hour, and by slot: a row has one of them. Both bounds, since a plan for any time expects a
   * third of all rows after one.
   */
  static final String LAST_DAY =
      """
      select hour, kind, slot, sum(leads) as leads from tally where hour >= $1 and hour < $2
      group by grouping sets ((hour, kind), (kind, slot))
      """;

  private final ReadPool reads;

  TallyReader(ReadPool reads) {
    this.reads = reads;
  }

  /** The lines in order; empty if there are more counts than that. A line has several. */
  public Uni<Optional<List<TallyLine>>> read(TallyQuery query, int most) {
    Tuple parameters = Tuple.tuple();
    query.provider().ifPresent(parameters::addString);
    parameters
        .addOffsetDateTime(query.from().atOffset(ZoneOffset.UTC))
        .addOffsetDateTime(query.until().atOffset(ZoneOffset.UTC))
        .addString(query.customer().orElse(null))
        .addString(query.step().wireName())
        .addInteger(most + 1);
    return rows(query.provider().isPresent() ? OF_PROVIDER : OF_ALL, parameters)
        .map(rows -> rows.size() > most ? Optional.empty() : Optional.of(lines(rows)));
  }

  private static List<TallyLine> lines(List<Row> rows) {
    Map<List<Object>, TallyLine> lines = new HashMap<>();
    for (Row row : rows) {
      Instant at = time(row, "at");
      String provider = row.getString("provider");
      String customer = row.getString("customer");
      TallyLine line =
          lines.computeIfAbsent(
              List.of(at, provider, customer),
              key -> new TallyLine(at, provider, customer, new Figures()));
      add(line.figures(), row);
    }
    return lines.values().stream().sorted(ORDER).toList();
  }

  /** The last 24 hours, of all providers and customers together. */
  public Uni<LastDay> lastDay(Instant now) {
    Instant hour = now.truncatedTo(ChronoUnit.HOURS);
    Instant first = hour.minus(DAY_HOURS - 1L, ChronoUnit.HOURS);
    Instant end = hour.plus(1, ChronoUnit.HOURS);
    return rows(LAST_DAY, Tuple.of(first.atOffset(ZoneOffset.UTC), end.atOffset(ZoneOffset.UTC)))
        .map(rows -> lastDay(first, rows));
  }

  private static LastDay lastDay(Instant first, List<Row> rows) {
    Figures figures = new Figures();
    Map<Instant, Map<TallyKind, Long>> hours = new HashMap<>();
    for (Row row : rows) {
      if (row.getOffsetDateTime("hour") == null) {
        add(figures, row);
      } else {
        hours
            .computeIfAbsent(time(row, "hour"), h -> new EnumMap<>(TallyKind.class))
            .put(kind(row), row.getLong("leads"));
      }
    }
    return new LastDay(
        figures,
        IntStream.range(0, DAY_HOURS)
            .mapToObj(n -> first.plus(n, ChronoUnit.HOURS))
            .map(at -> hour(at, hours.getOrDefault(at, Map.of())))
            .toList());
  }

  private static LastDay.Hour hour(Instant at, Map<TallyKind, Long> counts) {
    return new LastDay.Hour(
        at,
        counts.getOrDefault(TallyKind.TAKEN, 0L),
        counts.getOrDefault(TallyKind.FORWARDED, 0L),
        counts.getOrDefault(TallyKind.FIRST_STATUS, 0L));
  }

  private static void add(Figures figures, Row row) {
    figures.add(kind(row), row.getInteger("slot"), row.getLong("leads"));
  }

  private static TallyKind kind(Row row) {
    return TallyKind.of(row.getInteger("kind"));
  }

  private static Instant time(Row row, String column) {
    return row.getOffsetDateTime(column).toInstant();
  }

  private Uni<List<Row>> rows(String sql, Tuple parameters) {
    return reads
        .get()
        .preparedQuery(sql)
        .execute(parameters)
        .map(rows -> Batch.list(rows, row -> row));
  }
}
