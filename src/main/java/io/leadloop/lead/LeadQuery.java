package io.leadloop.lead;

import static java.util.stream.Collectors.joining;

import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The SQL that finds the ids of one page of leads: newest first, or oldest first for changes. The
 * number of rows it reads is bounded for every filter and every data set.
 *
 * <p>Each provider's leads are read from the cursor on through the {@link LeadIndex} that fits the
 * filter best: by reference, by overdue feedback (of each customer), by pending retry, by rare
 * state, by customer, or by id. Another index would slow down every lead, so the remaining
 * conditions are checked on at most {@link #WALK} rows. Such a page may be short or even empty and
 * still have a next page: {@link #end} finds the last row of the walk, and {@link #ids} stops
 * there.
 *
 * <p>The SQL admits a single plan, independent of statistics: bounds and order of a walk use all
 * columns of its index, which no other index provides, and the checked conditions are those on a
 * look-up by key for each row of the walk.
 */
final class LeadQuery {
  /** Rows of one provider that are checked for one page. */
  static final int WALK = 5_000;

  /** The states of {@link LeadIndex#SET_ASIDE}. */
  private static final Set<LeadState> RARE =
      EnumSet.of(LeadState.REJECTED, LeadState.UNCERTAIN, LeadState.HELD, LeadState.EXPIRED);

  /** Below and above all ids. */
  private static final UUID LOWEST = new UUID(0, 0);

  private static final UUID HIGHEST = new UUID(-1, -1);

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
  private final boolean isAscending;

  /** A select of the ids of {@code p}, whose leads are walked; null to walk all of the index. */
  private String parents;

  private LeadIndex index = LeadIndex.ALL;
  private String start;
  private UUID last;
  private String reference;
  private int valuesOfPath;

  private LeadQuery(boolean isAscending) {
    this.isAscending = isAscending;
  }

  static LeadQuery ofProvider(UUID provider, LeadFilter filter) {
    return new LeadQuery(false)
        .narrow(Optional.of(new Owner("select %s::uuid as id", provider)), filter, states(filter));
  }

  /**
   * @param slug the provider's slug; empty for all providers
   */
  static LeadQuery ofAnyProvider(Optional<String> slug, LeadFilter filter) {
    return new LeadQuery(false).narrow(slug.map(Owner::ofSlug), filter, states(filter));
  }

  /**
   * Leads in one of these states, oldest first.
   *
   * @param states as the states of the filter would be
   */
  static LeadQuery oldestFirst(Optional<String> slug, LeadFilter filter, Set<LeadState> states) {
    return new LeadQuery(true).narrow(slug.map(Owner::ofSlug), filter, states);
  }

  private static Set<LeadState> states(LeadFilter filter) {
    return filter.state().map(Set::of).orElse(Set.of());
  }

  private LeadQuery narrow(Optional<Owner> provider, LeadFilter filter, Set<LeadState> states) {
    boolean byReference = filter.reference().isPresent();
    index = byReference ? LeadIndex.ALL : indexFor(filter, states);
    boolean byCustomer = index == LeadIndex.ALL && !byReference && filter.customer().isPresent();
    bound(filter);
    reference = filter.reference().map(this::value).orElse(null);
    if (index == LeadIndex.OVERDUE) {
      parents =
          "select id from customer"
              + filter.customer().map(c -> " where slug = " + value(c)).orElse("");
      key("customer_id", "p.id");
    } else if (provider.isPresent() || byReference || byCustomer || index != LeadIndex.ALL) {
      parents = provider.map(this::selected).orElse("select id from provider");
    }
    if (index == LeadIndex.SET_ASIDE) {
      addStates(states);
    }
    if (parents != null && index != LeadIndex.OVERDUE) {
      key("provider_id", "p.id");
    }
    if (byCustomer) {
      key("customer_id", CUSTOMER.formatted(value(filter.customer().orElseThrow())));
    }
    valuesOfPath = values.size();
    addChecks(provider, filter, states, byCustomer || index == LeadIndex.OVERDUE);
    return this;
  }

  private static LeadIndex indexFor(LeadFilter filter, Set<LeadState> states) {
    if (filter.isOverdue()) {
      return LeadIndex.OVERDUE;
    } else if (filter.isRetrying()) {
      return LeadIndex.RETRYING;
    }
    return !states.isEmpty() && RARE.containsAll(states) ? LeadIndex.SET_ASIDE : LeadIndex.ALL;
  }

  /** Starts after the cursor, and ends where leads are too old for the filter. */
  private void bound(LeadFilter filter) {
    Optional<UUID> after = filter.after().map(LeadId::value);
    UUID oldest = filter.createdAfter().map(LeadQuery::idAt).orElse(LOWEST);
    start = value(after.orElse(isAscending ? oldest : HIGHEST));
    last = isAscending ? HIGHEST : oldest;
  }

  /** Of several states each has a walk of its own. */
  private void addStates(Set<LeadState> states) {
    List<String> wanted = states.stream().sorted().map(state -> value(state.wireName())).toList();
    if (wanted.size() == 1) {
      key("state", wanted.get(0));
    } else {
      parents =
          "select o.id, s.state from (%s) o cross join unnest(%s) s(state)"
              .formatted(parents, array(wanted));
      key("state", "p.state");
    }
  }

  private void addChecks(
      Optional<Owner> provider, LeadFilter filter, Set<LeadState> states, boolean isOfCustomer) {
    if (index == LeadIndex.OVERDUE) {
      provider.ifPresent(p -> checks.append(" and v.provider_id = (").append(selected(p) + ")"));
    }
    if (!isOfCustomer) {
      check("v.customer_id = %s", filter.customer(), CUSTOMER);
    }
    if (!states.isEmpty() && index != LeadIndex.SET_ASIDE) {
      List<String> wanted = states.stream().sorted().map(state -> value(state.wireName())).toList();
      checks.append(" and v.state = any(").append(array(wanted)).append(')');
    }
    check("v.status_code = %s", filter.status(), "%s");
    check("v.created_at > %s", filter.createdAfter().map(LeadQuery::time), "%s");
    check("v.updated_at > %s", filter.updatedAfter().map(LeadQuery::time), "%s");
    if (filter.isRetrying() && index != LeadIndex.RETRYING) {
      checks.append(" and v.is_retrying");
    }
    if (filter.isOverdue() && index != LeadIndex.OVERDUE) {
      checks.append(" and v.is_overdue");
    }
  }

  private String selected(Owner owner) {
    return owner.select().formatted(value(owner.value()));
  }

  private void key(String column, String value) {
    columns.add(column);
    keys.add(value);
  }

  private void check(String condition, Optional<?> wanted, String form) {
    wanted.ifPresent(
        value -> checks.append(" and ").append(condition.formatted(form.formatted(value(value)))));
  }

  private static String array(Collection<String> texts) {
    return "array[%s]::text[]".formatted(String.join(", ", texts));
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
    String to = "$" + (valuesOfPath + 1);
    return walk(to, "", "offset %d limit 1".formatted(WALK - 1), "limit 1");
  }

  Tuple endValues() {
    List<Object> all = new ArrayList<>(values.subList(0, valuesOfPath));
    all.add(last);
    return Tuple.from(all);
  }

  /** Finds the ids of the page. */
  String ids() {
    String to = "$" + (values.size() + 1);
    String limit = "limit $" + (values.size() + 2);
    return walk(to, checks.toString(), limit, limit);
  }

  /**
   * @param end the id that {@link #end} found, if any
   */
  Tuple idValues(Optional<UUID> end, int limit) {
    List<Object> all = new ArrayList<>(values);
    all.add(end.orElse(last));
    all.add(limit);
    return Tuple.from(all);
  }

  private String walk(String to, String further, String part, String whole) {
    String path = reference == null ? range(to) + index.partial : unique(to);
    // The offset makes PostgreSQL plan the subquery separately from the outer order.
    String order = reference == null ? "order by %s %s".formatted(order(), part) : "offset 0";
    String looks = further.isEmpty() ? "" : " cross join lateral " + index.facts + " v";
    String leads =
        "select l.%s as id from %s l%s where %s%s %s"
            .formatted(index.id, index.table, looks, path, further, order);
    return parents == null
        ? leads
        : "select w.id from (%s) p cross join lateral (%s) w order by w.id%s %s"
            .formatted(parents, leads, direction(), whole);
  }

  private String range(String to) {
    String all = row(columns.stream().map(column -> "l." + column).toList(), "l." + index.id);
    return isAscending
        ? "%s > %s and %s <= %s".formatted(all, row(keys, start), all, row(keys, to))
        : "%s < %s and %s >= %s".formatted(all, row(keys, start), all, row(keys, to));
  }

  private String unique(String to) {
    String bounds =
        isAscending
            ? "(l.id > %s) is true and (l.id <= %s) is true"
            : "(l.id < %s) is true and (l.id >= %s) is true";
    return "l.provider_id = p.id and l.reference = %s and %s"
        .formatted(reference, bounds.formatted(start, to));
  }

  private static String row(List<String> first, String last) {
    return first.isEmpty() ? last : "(%s, %s)".formatted(String.join(", ", first), last);
  }

  private String order() {
    return Stream.concat(columns.stream(), Stream.of(index.id))
        .map(column -> "l." + column + direction())
        .collect(joining(", "));
  }

  private String direction() {
    return isAscending ? "" : " desc";
  }

  /**
   * The provider whose leads are listed.
   *
   * @param select its id, with a place for the value
   */
  private record Owner(String select, Object value) {
    static Owner ofSlug(String slug) {
      return new Owner("select id from provider where slug = %s", slug);
    }
  }
}
