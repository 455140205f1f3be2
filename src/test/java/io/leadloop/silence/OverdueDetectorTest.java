package io.leadloop.silence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import io.leadloop.customer.CustomerId;
import io.leadloop.customer.OpleadAccess;
import io.leadloop.simulator.SimulatedOplead;
import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.simulator.fault.FaultAction;
import io.leadloop.simulator.fault.FaultRule;
import io.leadloop.simulator.fault.FaultTarget;
import io.leadloop.testing.Arrivals;
import io.leadloop.testing.Credentials;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.LaneTester;
import io.micrometer.core.instrument.MeterRegistry;
import io.restassured.path.json.JsonPath;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Leads without a report from Oplead: their provider gets an event, and Oplead is asked. */
@GatewayTest
class OverdueDetectorTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int QUOTA = 20;

  @Inject LaneTester tester;
  @Inject FeedbackLatency pace;
  @Inject CoverageGauges gauges;
  @Inject MeterRegistry metrics;
  @Inject Credentials credentials;
  @Inject Pool pool;
  @Inject Vertx vertx;

  private final String token = UUID.randomUUID().toString();
  private SimulatedOplead oplead;
  private LaneTester.Lane lane;

  @BeforeEach
  void start() {
    oplead =
        new SimulatedOplead(
            vertx,
            SimulatorSettings.builder()
                .quota(1_000_000)
                .statuses("En cours")
                .statusDelay(Duration.ZERO)
                .build());
    oplead.accept(token);
    oplead.startAndAwait();
    lane = tester.open(new OpleadAccess(Optional.of(oplead.baseUrl()), token), QUOTA);
  }

  @AfterEach
  void close() {
    oplead.close();
  }

  @Test
  void aSilentLeadIsToldOfAndItsStatusIsFoundByAsking() {
    silence();
    String lead = lane.submit("Dupont");
    await().atMost(PATIENCE).until(() -> types(lead).contains("io.leadloop.lead.forwarded.v1"));
    overdue(List.of(lead));
    await()
        .atMost(PATIENCE)
        .until(() -> types(lead).contains("io.leadloop.lead.status-changed.v1"));

    assertThat(types(lead))
        .containsExactly(
            "io.leadloop.lead.forwarded.v1",
            "io.leadloop.lead.feedback-overdue.v1",
            "io.leadloop.lead.status-changed.v1");
    assertThat(events(lead).getString("items.last().data.origin")).isEqualTo("poll");
    assertThat(events(lead).getString("items.last().data.status.code")).isEqualTo("in_progress");
    assertThat(lane.show(lead).getString("status.code")).isEqualTo("in_progress");
    assertThat(polls(lead)).isZero();
  }

  @Test
  void oneThatHasHadFeedbackIsNeverOverdue() {
    String lead = lane.submit("Dupont");
    await()
        .atMost(PATIENCE)
        .until(() -> types(lead).contains("io.leadloop.lead.status-changed.v1"));
    overdue(List.of(lead));
    await().during(Duration.ofSeconds(2)).atMost(PATIENCE).until(() -> types(lead).size() == 2);
  }

  @Test
  void oneForWhichOpleadIsNotAskedIsListedAsOverdue() {
    silence();
    String lead = lane.submit("Dupont");
    await().atMost(PATIENCE).until(() -> types(lead).contains("io.leadloop.lead.forwarded.v1"));
    pool.preparedQuery("update lead_progress set oplead_id = null where lead_id = $1")
        .execute(Tuple.of(UUID.fromString(lead)))
        .await()
        .indefinitely();
    overdue(List.of(lead));
    await()
        .atMost(PATIENCE)
        .until(() -> types(lead).contains("io.leadloop.lead.feedback-overdue.v1"));
    assertThat(polls(lead)).isZero();
    credentials
        .asAdministrator()
        .get("/admin/v1/leads?overdue=true&customer=" + lane.customer().slug())
        .then()
        .body("items.id", contains(lead));
  }

  @Test
  void askingTakesNoMoreThanItsPartOfTheQuota() {
    silence();
    List<String> leads = IntStream.range(0, QUOTA).mapToObj(i -> lane.submit("lead-" + i)).toList();
    leads.forEach(lead -> lane.awaitState(lead, "forwarded"));
    leads.forEach(
        lead ->
            await()
                .atMost(PATIENCE)
                .until(() -> types(lead).contains("io.leadloop.lead.forwarded.v1")));
    overdue(leads);
    leads.forEach(
        lead ->
            await()
                .atMost(PATIENCE)
                .until(() -> "in_progress".equals(lane.show(lead).getString("status.code"))));
    List<Long> asked =
        oplead.ledger().requests().stream()
            .filter(request -> request.verb().equals("GET"))
            .map(request -> request.arrival().nanos())
            .toList();
    assertThat(asked).hasSize(QUOTA);
    assertThat(Arrivals.fullestWindow(asked, tester.window())).isLessThanOrEqualTo(QUOTA / 2);
    assertThat(oplead.ledger().mostArrivals(token, tester.window())).isLessThanOrEqualTo(QUOTA);
  }

  @Test
  void aCustomersPaceIsLearnedFromItsPast() {
    CustomerId customer = lane.customer().id();
    Duration unknown = coverage(customer).expectedWithin();
    giveAPast(customer);
    awaitLearned(customer, 50);
    assertThat(unknown).isEqualTo(Duration.ofDays(2));
    assertThat(coverage(customer).withFeedback()).isEqualTo(40);
    assertThat(coverage(customer).expectedWithin())
        .isBetween(Duration.ofHours(37), Duration.ofHours(39));
    gauges.refresh().await().indefinitely();
    assertThat(gauge("leadloop.feedback.forwarded")).isEqualTo(50);
    assertThat(gauge("leadloop.feedback.with.status")).isEqualTo(40);
    credentials
        .asAdministrator()
        .get("/admin/v1/customers/" + lane.customer().slug())
        .then()
        .body("feedback.forwarded", is(50))
        .body("feedback.with_status", is(40))
        .body("feedback.expected_within", is("PT38H3M"));
  }

  @Test
  void noFeedbackIsMissedOfACustomerThatTheFormImportReaches() {
    CustomerId customer = lane.customer().id();
    giveAPast(customer);
    awaitLearned(customer, 50);
    pool.preparedQuery("update customer set form_name = 'leads' where id = $1")
        .execute(Tuple.of(customer.value()))
        .await()
        .indefinitely();
    awaitLearned(customer, 0);
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              gauges.refresh().await().indefinitely();
              return metrics
                      .find("leadloop.feedback.forwarded")
                      .tag("customer", lane.customer().slug())
                      .gauge()
                  == null;
            });
  }

  /** Fifty leads; Oplead has reported on forty of them. */
  private void giveAPast(CustomerId customer) {
    pool.preparedQuery(
            """
            with leads as (
              insert into lead (id, provider_id, customer_id, reference, fingerprint, expires_at)
              select gen_random_uuid(), $1, $2, n, '\\x00', 'infinity' from generate_series(1, 50) n
              returning *
            )
            insert into lead_progress (lead_id, provider_id, customer_id, state, told_forwarded,
              forwarded_at, first_feedback_at)
            select id, provider_id, customer_id, 'forwarded', true, now() - interval '30 days',
              case when reference::int <= 40
                then now() - interval '30 days' + reference::int * interval '1 hour' end
            from leads
            """)
        .execute(Tuple.of(lane.pair().provider().id().value(), customer.value()))
        .await()
        .indefinitely();
  }

  private void awaitLearned(CustomerId customer, int forwarded) {
    pool.query("update customer_pace set sampled_at = '-infinity'")
        .execute()
        .await()
        .indefinitely();
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              pace.learn().await().indefinitely();
              return coverage(customer).forwarded() == forwarded;
            });
  }

  private double gauge(String name) {
    return metrics.get(name).tag("customer", lane.customer().slug()).gauge().value();
  }

  private FeedbackLatency.Coverage coverage(CustomerId customer) {
    return pace.of(List.of(customer)).await().indefinitely().get(customer);
  }

  private void silence() {
    oplead.fault(token, FaultRule.always(FaultTarget.CALLBACK, new FaultAction.Silence()));
  }

  /** Has the time gone by after which their feedback is overdue. */
  private void overdue(List<String> leads) {
    UUID[] ids = leads.stream().map(UUID::fromString).toArray(UUID[]::new);
    pool.preparedQuery("update awaited_feedback set silent_until = now() where lead_id = any($1)")
        .execute(Tuple.of(ids))
        .await()
        .indefinitely();
  }

  private long polls(String lead) {
    return pool.preparedQuery(
            "select count(*) from awaited_feedback where lead_id = $1 and poll_at is not null")
        .execute(Tuple.of(UUID.fromString(lead)))
        .await()
        .indefinitely()
        .iterator()
        .next()
        .getLong(0);
  }

  private List<String> types(String lead) {
    return events(lead).getList("items.type");
  }

  private JsonPath events(String lead) {
    return lane.asProvider().get("/v1/leads/" + lead + "/events").jsonPath();
  }
}
