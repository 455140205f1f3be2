package io.leadloop.feedback.projection;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.leadloop.oplead.status.LabelCodes;
import io.leadloop.oplead.status.MappedLabels;
import io.leadloop.oplead.status.StatusCode;
import io.leadloop.oplead.status.StatusMap;
import io.leadloop.store.Batch;
import io.leadloop.store.TtlCache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The codes that labels have at this moment: those of the API profile, and those that
 * administrators mapped at run time. A replica reads them again every two seconds while there is
 * feedback, so that a mapping needs no restart and feedback no statement of its own.
 */
@Singleton
public class LabelMappings {
  /** How long another replica may go on by the mappings as they were. */
  public static final Duration STALE_FOR = Duration.ofSeconds(2);

  static final String ALL =
      """
      select c.slug, m.essence, m.code
      from label_mapping m left join customer c on c.id = m.customer_id
      """;

  private final Pool pool;
  private final StatusMap table;
  private final TtlCache<Class<?>, Mapped> known = new TtlCache<>(mapped -> read(), STALE_FOR);

  LabelMappings(Pool pool, StatusMap table) {
    this.pool = pool;
    this.table = table;
  }

  /** As of a moment ago. */
  public Uni<Mapped> current() {
    return known.get(Mapped.class);
  }

  /** As of now. */
  public Uni<Mapped> read() {
    return pool.query(ALL)
        .execute()
        .map(rows -> Batch.list(rows, row -> row))
        .map(rows -> mapped(table, rows));
  }

  /** A mapping has changed: this replica reads them again before the next feedback. */
  public void forget() {
    known.forget(Mapped.class);
  }

  private static Mapped mapped(StatusMap table, List<Row> rows) {
    Map<Optional<String>, Map<String, StatusCode>> codes =
        rows.stream()
            .collect(
                groupingBy(
                    row -> Optional.ofNullable(row.getString("slug")),
                    toMap(
                        row -> row.getString("essence"),
                        row -> StatusCode.ofWireName(row.getString("code")))));
    Map<String, StatusCode> ofAll = codes.getOrDefault(Optional.<String>empty(), Map.of());
    Map<String, LabelCodes> ofCustomers = new HashMap<>();
    codes.forEach(
        (customer, own) ->
            customer.ifPresent(
                slug -> {
                  Map<String, StatusCode> both = new HashMap<>(ofAll);
                  both.putAll(own);
                  ofCustomers.put(slug, new MappedLabels(table, both));
                }));
    return new Mapped(ofAll.isEmpty() ? table : new MappedLabels(table, ofAll), ofCustomers);
  }

  /**
   * The tables of all customers.
   *
   * @param general of customers without a mapping of their own
   * @param ofCustomers by slug, of the others
   */
  public record Mapped(LabelCodes general, Map<String, LabelCodes> ofCustomers) {
    public Mapped {
      Objects.requireNonNull(general, "general");
    }

    public LabelCodes of(String customer) {
      return ofCustomers.getOrDefault(customer, general);
    }
  }
}
