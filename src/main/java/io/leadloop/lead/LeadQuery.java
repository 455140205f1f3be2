package io.leadloop.lead;

import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The SQL that finds the ids of one page of leads, newest first. The number of rows it reads is
 * bounded for every filter and every data set.
 *
 * <p>Each provider's leads are read from the cursor on through the index that fits the filter best:
 * by reference, by rare state, by customer, or by id. Another index would slow down every lead, so
 * the remaining conditions are checked on at most {@link #WALK} rows. Such a page may be short or
 * even empty and still have a next page: {@link #end} finds the last row of the walk, and {@link
 * #ids} stops there.
 *
 * <p>The SQL admits a single plan, independent of statistics: bounds and order of a walk use all
 * columns of its index, which no other index provides, and the checked conditions are those on a
 * look-up by key for each row of the walk.
 */
final class LeadQuery {
  /** Rows of one provider that are checked for one page. */
  static final int WALK = 5_000;

  /** Below and above all ids. */
  private static final UUID LOWEST = new UUID(0, 0);

  private static final UUID HIGHEST = new UUID(-1, -1);

  /** The states of the partial index {@code lead_set_aside}, which holds few leads. */
  private static final Set<LeadState> RARE =
      EnumSet.of(LeadState.REJECTED, LeadState.UNCERTAIN, LeadState.HELD, LeadState.EXPIRED);

  /** The allowed clock skew: replicas generate the ids, the database the times. */
  private static final Duration CLOCKS = Duration.ofMinutes(10);

  private static final int MILLIS_SHIFT = 16;

  /** An unknown slug yields an id that no customer has. */
  private static final String CUSTOMER =
      "coalesce((select id from customer where slug = %s),"
          + " '00000000-0000-0000-0000-000000000000'::uuid)";

  private final List<Object> values = new ArrayList<>();
  private final StringBuilder checks = new StringBuilder();

  /** The index columns before the id, and their values. */
  private final List<String> columns = new ArrayList<>();

  private final List<String> keys = new ArrayList<>();

  /** A select of provider ids; null if all leads are read in id order. */
  private String providers;

  /** What may be checked of a row {@code l} of {@code lead}. */
  private static final String OF_LEAD =
      """
      (select l.customer_id, l.created_at, p.status_code,
        lead_state(p.state, exists (select from lane_request where request_id = l.id)) as state,
        coalesce(p.updated_at, l.created_at) as updated_at
        from (select) one left join lead_progress p on p.lead_id = l.id limit 1)\
      """;

  /** The same of a row {@code l} of {@code lead_progress}. */
  private static final String OF_PROGRESS =
      """
      (select l.customer_id, d.created_at, l.status_code, l.updated_at
        from lead d where d.id = l.lead_id limit 1)\
      """;

  /** The table whose index is walked, and its column with the lead's id. */
  private String table = "lead";

  private String id = "id";

  /**
   * The condition that lets the planner use a partial index; a lead in flight is in none of them.
   */
  private String partial = "";

  private String highest;
  private UUID lowest;
  private String reference;
  private int valuesOfPath;

  private LeadQuery() {}

  static LeadQuery ofProvider(UUID provider, LeadFilter filter) {
    LeadQuery query = new LeadQuery();
    query.providers = "select %s::uuid as id".formatted(query.value(provider));
    return query.narrow(filter);
  }

  /**
   * @param slug the provider's slug; empty for all providers
   */
  static LeadQuery ofAnyProvider(Optional<String> slug, LeadFilter filter) {
    LeadQuery query = new LeadQuery();
    boolean hasIndex =
        filter.reference().isPresent() || filter.customer().isPresent() || isRare(filter);
    if (slug.isPresent()) {
      query.providers = "select id from provider where slug = " + query.value(slug.get());
    } else if (hasIndex) {
      query.providers = "select id from provider";
    }
    return query.narrow(filter);
  }

  private static boolean isRare(LeadFilter filter) {
    return filter.state().filter(RARE::contains).isPresent();
  }

  private LeadQuery narrow(LeadFilter filter) {
    boolean byReference = filter.reference().isPresent();
    boolean byState = isRare(filter) && !byReference;
    boolean byCustomer = !byState && !byReference && filter.customer().isPresent();
    highest = value(filter.after().map(LeadId::value).orElse(HIGHEST));
    lowest = filter.createdAfter().map(LeadQuery::idAt).orElse(LOWEST);
    reference = filter.reference().map(this::value).orElse(null);
    if (byState) {
      table = "lead_progress";
      id = "lead_id";
      key("state", value(filter.state().orElseThrow().wireName()));
      partial =
          " and l.state in ('rejected', 'uncertain', 'held', 'expired') and not exists"
              + " (select from lane_request where request_id = l.lead_id)";
    }
    if (providers != null) {
      key("provider_id", "p.id");
    }
    if (byCustomer) {
      key("customer_id", CUSTOMER.formatted(value(filter.customer().orElseThrow())));
    }
    valuesOfPath = values.size();
    if (!byCustomer) {
      check("v.customer_id = %s", filter.customer(), CUSTOMER);
    }
    if (!byState) {
      check("v.state = %s", filter.state().map(LeadState::wireName), "%s");
    }
    check("v.status_code = %s", filter.status(), "%s");
    check("v.created_at > %s", filter.createdAfter().map(LeadQuery::time), "%s");
    check("v.updated_at > %s", filter.updatedAfter().map(LeadQuery::time), "%s");
    return this;
  }

  private void key(String column, String value) {
    columns.add(column);
    keys.add(value);
  }

  private void check(String condition, Optional<?> wanted, String form) {
    wanted.ifPresent(
        value -> checks.append(" and ").append(condition.formatted(form.formatted(value(value)))));
  }

  private String value(Object value) {
    values.add(value);
    return "$" + values.size();
  }

  /** A lower bound of the ids generated since that time. */
  private static UUID idAt(Instant time) {
    long millis = Math.max(0, time.minus(CLOCKS).toEpochMilli());
    return new UUID(millis << MILLIS_SHIFT, 0);
  }

  private static Object time(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  /** Whether the page may end before it is full; then run {@link #end} first. */
  boolean walks() {
    return reference == null && checks.length() > 0;
  }

  /** Finds the last id of the walk; no row if the list ends earlier. */
  String end() {
    String from = "$" + (valuesOfPath + 1);
    return walk(from, "", "offset %d limit 1".formatted(WALK - 1), "limit 1");
  }

  Tuple endValues() {
    List<Object> all = new ArrayList<>(values.subList(0, valuesOfPath));
    all.add(lowest);
    return Tuple.from(all);
  }

  /** Finds the ids of the page. */
  String ids() {
    String from = "$" + (values.size() + 1);
    String limit = "limit $" + (values.size() + 2);
    return walk(from, checks.toString(), limit, limit);
  }

  /**
   * @param end the id that {@link #end} found, if any
   */
  Tuple idValues(Optional<UUID> end, int limit) {
    List<Object> all = new ArrayList<>(values);
    all.add(end.orElse(lowest));
    all.add(limit);
    return Tuple.from(all);
  }

  private String walk(String from, String further, String part, String whole) {
    String path = reference == null ? range(from) + partial : unique(from);
    // The offset makes PostgreSQL plan the subquery separately from the outer order.
    String order = reference == null ? "order by %s %s".formatted(order(), part) : "offset 0";
    String looks =
        further.isEmpty()
            ? ""
            : " cross join lateral " + (id.equals("id") ? OF_LEAD : OF_PROGRESS) + " v";
    String leads =
        "select l.%s as id from %s l%s where %s%s %s"
            .formatted(id, table, looks, path, further, order);
    return providers == null
        ? leads
        : "select w.id from (%s) p cross join lateral (%s) w order by w.id desc %s"
            .formatted(providers, leads, whole);
  }

  private String range(String from) {
    String all = row(columns.stream().map(column -> "l." + column).toList(), "l." + id);
    return "%s < %s and %s >= %s".formatted(all, row(keys, highest), all, row(keys, from));
  }

  private String unique(String from) {
    return "l.provider_id = p.id and l.reference = %s and (l.id < %s) is true and (l.id >= %s) is true"
        .formatted(reference, highest, from);
  }

  private static String row(List<String> first, String last) {
    return first.isEmpty() ? last : "(%s, %s)".formatted(String.join(", ", first), last);
  }

  private String order() {
    return Stream.concat(columns.stream(), Stream.of(id))
        .map(column -> "l." + column + " desc")
        .collect(Collectors.joining(", "));
  }
}
