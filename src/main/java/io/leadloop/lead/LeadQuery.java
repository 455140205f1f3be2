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
 * The statements that find the ids of one page of leads, newest first. The number of rows that they
 * read is bounded whatever the filter and whatever is stored.
 *
 * <p>The leads of each provider are read by the index that fits the filter best, from the cursor
 * on: by reference, by rare state, by customer, or all of them. Every further index would cost
 * every lead on its way through, so the other conditions are checked on the rows themselves, of
 * {@link #WALK} rows at most. Such a page may hold fewer leads than were asked for, even none, and
 * have a next one: {@link #end} finds the last row of the walk, and {@link #ids} stops there.
 *
 * <p>The statements leave the planner no other way, whatever its statistics say. The bounds of a
 * walk are comparisons of all columns of its index, and its order is that of all of them, which no
 * other index has; a condition that is to be checked is written so that no index serves it.
 */
final class LeadQuery {
  /** Rows of one provider that are looked at for one page. */
  static final int WALK = 5_000;

  /** Before the first and after the last of all ids. */
  private static final UUID LOWEST = new UUID(0, 0);

  private static final UUID HIGHEST = new UUID(-1, -1);

  /** Those of the index {@code lead_set_aside}: few leads are in one of them. */
  private static final Set<LeadState> RARE =
      EnumSet.of(LeadState.REJECTED, LeadState.UNCERTAIN, LeadState.HELD, LeadState.EXPIRED);

  /** By how much the clocks may differ: replicas make the ids, the database the times. */
  private static final Duration CLOCKS = Duration.ofMinutes(10);

  private static final int MILLIS_SHIFT = 16;

  /** No customer's id where there is none of that slug. */
  private static final String CUSTOMER =
      "coalesce((select id from customer where slug = %s),"
          + " '00000000-0000-0000-0000-000000000000'::uuid)";

  private final List<Object> values = new ArrayList<>();
  private final StringBuilder checks = new StringBuilder();

  /** The columns of the index before the id, and their values. */
  private final List<String> columns = new ArrayList<>();

  private final List<String> keys = new ArrayList<>();

  /** A select of provider ids; null where the leads of all are read in the order of their ids. */
  private String providers;

  /** What proves to the planner that a partial index holds what is looked for. */
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
   * @param slug of the only provider that counts; empty for all
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
      key("state", value(filter.state().orElseThrow().wireName()));
      partial = " and state in ('rejected', 'uncertain', 'held', 'expired')";
    }
    if (providers != null) {
      key("provider_id", "p.id");
    }
    if (byCustomer) {
      key("customer_id", CUSTOMER.formatted(value(filter.customer().orElseThrow())));
    }
    valuesOfPath = values.size();
    if (!byCustomer) {
      check("customer_id::text = %s::text", filter.customer(), CUSTOMER);
    }
    if (!byState) {
      check("state || '' = %s", filter.state().map(LeadState::wireName), "%s");
    }
    check("status_code = %s", filter.status(), "%s");
    check("created_at > %s", filter.createdAfter().map(LeadQuery::time), "%s");
    check("updated_at > %s", filter.updatedAfter().map(LeadQuery::time), "%s");
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

  /** Below every id that was made from that time on. */
  private static UUID idAt(Instant time) {
    long millis = Math.max(0, time.minus(CLOCKS).toEpochMilli());
    return new UUID(millis << MILLIS_SHIFT, 0);
  }

  private static Object time(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  /** Whether a page may have to end before it is full; then {@link #end} is asked first. */
  boolean walks() {
    return reference == null && checks.length() > 0;
  }

  /** Finds the last id of the walk; no row where the list ends before. */
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
   * @param end what {@link #end} found, if it was asked and found one
   */
  Tuple idValues(Optional<UUID> end, int limit) {
    List<Object> all = new ArrayList<>(values);
    all.add(end.orElse(lowest));
    all.add(limit);
    return Tuple.from(all);
  }

  private String walk(String from, String further, String part, String whole) {
    String path = reference == null ? range(from) + partial : unique(from);
    // With offset, a subquery is planned for itself, and not for the order of the whole.
    String order = reference == null ? "order by %s %s".formatted(order(), part) : "offset 0";
    String leads = "select id from lead where " + path + further + " " + order;
    return providers == null
        ? leads
        : "select w.id from (%s) p cross join lateral (%s) w order by w.id desc %s"
            .formatted(providers, leads, whole);
  }

  private String range(String from) {
    String all = row(columns, "id");
    return "%s < %s and %s >= %s".formatted(all, row(keys, highest), all, row(keys, from));
  }

  private String unique(String from) {
    return "provider_id = p.id and reference = %s and (id < %s) is true and (id >= %s) is true"
        .formatted(reference, highest, from);
  }

  private static String row(List<String> first, String last) {
    return first.isEmpty() ? last : "(%s, %s)".formatted(String.join(", ", first), last);
  }

  private String order() {
    return Stream.concat(columns.stream(), Stream.of("id"))
        .map(column -> column + " desc")
        .collect(Collectors.joining(", "));
  }
}
