package io.leadloop.push.endpoint;

import io.leadloop.push.EndpointState;
import io.leadloop.schedule.PeriodicTask;
import io.leadloop.store.Batch;
import io.leadloop.store.ReadPool;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Shows how far the endpoints are: {@code leadloop.push.lag.seconds} and {@code
 * leadloop.push.leads.waiting} by {@code provider}, those of its slowest endpoint, and {@code
 * leadloop.push.endpoints} by {@code state}. Every replica shows the same: of several, take one.
 */
@ApplicationScoped
class PushGauges {
  private static final Duration INTERVAL = Duration.ofMinutes(1);

  /** An index probe per endpoint. A lead that waits was overtaken by the cursor. */
  static final String PROGRESS =
      """
      select p.slug,
        max(extract(epoch from now() - least(next.at, trouble.at)))::float8 as lag,
        sum(trouble.leads)::bigint as leads
      from push_endpoint e
      join push_cursor c on c.endpoint_id = e.id
      join provider p on p.id = e.provider_id
      left join lateral (
        select id_time(v.id) as at
        from (select feed_since(c.transaction) as id offset 0) since
        cross join lateral (
          select id from lead_event
          where provider_id = e.provider_id and id >= since.id
            and (transaction, position) > (c.transaction, c.position)
          order by transaction, position limit 1) v) next on true
      cross join lateral (
        select count(*) as leads, min(l.waiting_since) as at
        from push_lead l where l.endpoint_id = e.id) trouble
      where e.state in ('active', 'failing') group by p.slug
      """;

  private static final String STATES =
      "select state, count(*) as endpoints from push_endpoint group by state";

  private final ReadPool reads;
  private final MultiGauge lag;
  private final MultiGauge leads;
  private final MultiGauge endpoints;

  PushGauges(ReadPool reads, MeterRegistry metrics) {
    this.reads = reads;
    this.lag =
        MultiGauge.builder("leadloop.push.lag")
            .baseUnit("seconds")
            .description("Age of the oldest event that an endpoint has not acknowledged")
            .register(metrics);
    this.leads =
        MultiGauge.builder("leadloop.push.leads.waiting")
            .description("Leads whose next event is sent again later")
            .register(metrics);
    this.endpoints =
        MultiGauge.builder("leadloop.push.endpoints")
            .description("Endpoints by their state")
            .register(metrics);
  }

  @Produces
  PeriodicTask task() {
    return new PeriodicTask("show push", this::refresh, INTERVAL);
  }

  /** Reads how far the endpoints are; how long that is good. */
  Uni<Duration> refresh() {
    return read(STATES)
        .invoke(this::showStates)
        .chain(states -> states.isEmpty() ? Uni.createFrom().item(List.<Row>of()) : read(PROGRESS))
        .invoke(this::showProgress)
        .replaceWith(INTERVAL);
  }

  private Uni<List<Row>> read(String sql) {
    return reads.get().query(sql).execute().map(rows -> Batch.list(rows, row -> row));
  }

  private void showProgress(List<Row> providers) {
    lag.register(rows(providers, row -> zeroIfNull(row.getDouble("lag"))), true);
    leads.register(rows(providers, row -> row.getLong("leads")), true);
  }

  private static double zeroIfNull(Double seconds) {
    return seconds == null ? 0 : Math.max(0, seconds);
  }

  private static Iterable<MultiGauge.Row<?>> rows(
      List<Row> providers, Function<Row, Number> value) {
    return providers.stream()
        .<MultiGauge.Row<?>>map(
            row -> MultiGauge.Row.of(Tags.of("provider", row.getString("slug")), value.apply(row)))
        .toList();
  }

  /** A state that no endpoint has is zero, so that an alert on it ends. */
  private void showStates(List<Row> found) {
    Map<String, Long> counts =
        found.stream()
            .collect(Collectors.toMap(r -> r.getString("state"), r -> r.getLong("endpoints")));
    endpoints.register(
        Arrays.stream(EndpointState.values())
            .<MultiGauge.Row<?>>map(
                state ->
                    MultiGauge.Row.of(
                        Tags.of("state", state.wireName()),
                        counts.getOrDefault(state.wireName(), 0L)))
            .toList(),
        true);
  }
}
