package io.leadloop.lane.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.customer.OpleadAccess;
import io.leadloop.lane.status.Lanes;
import io.leadloop.simulator.SimulatedOplead;
import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.testing.Arrivals;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.LaneTester;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Who is next in a lane, as Oplead saw it. The leads wait while the lane is paused, so that all of
 * them are there when the first is sent.
 */
@GatewayTest
class LaneOrderTest {
  private static final int QUOTA = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject LaneTester tester;
  @Inject Lanes lanes;
  @Inject Pool pool;
  @Inject Vertx vertx;

  private final String token = UUID.randomUUID().toString();
  private SimulatedOplead oplead;
  private LaneTester.Lane lane;

  @BeforeEach
  void open() {
    oplead =
        new SimulatedOplead(
            vertx, SimulatorSettings.builder().quota(100_000).statuses("Nouveau").build());
    oplead.accept(token);
    oplead.startAndAwait();
    lane = tester.open(new OpleadAccess(Optional.of(oplead.baseUrl()), token), QUOTA);
    lanes.pause(lane.customer().id()).await().indefinitely();
  }

  @AfterEach
  void close() {
    oplead.close();
  }

  @Test
  void anImportOfOneProviderDoesNotHoldBackAnothersLead() {
    submit(lane, "import", 2 * QUOTA);
    submit(tester.share(lane), "hot", 3);

    List<List<String>> windows = windowsOf(2 * QUOTA + 3);
    assertThat(windows.get(0)).filteredOn(name -> name.startsWith("hot")).hasSize(3);
    assertThat(windows.get(0)).filteredOn(name -> name.startsWith("import")).hasSize(QUOTA - 3);
  }

  @Test
  void providersThatBothWaitHaveEqualParts() {
    submit(lane, "one", QUOTA);
    submit(tester.share(lane), "two", QUOTA);

    windowsOf(2 * QUOTA)
        .forEach(
            window ->
                assertThat(window).filteredOn(name -> name.startsWith("one")).hasSize(QUOTA / 2));
  }

  @Test
  void aProvidersLeadsGoInTheOrderInWhichTheyCame() {
    submit(lane, "lead", 2 * QUOTA);

    List<List<String>> windows = windowsOf(2 * QUOTA);
    for (int window = 0; window < windows.size(); window++) {
      assertThat(windows.get(window))
          .containsExactlyInAnyOrderElementsOf(names("lead", window * QUOTA, QUOTA));
    }
  }

  @Test
  void retriesHaveAFifthWhileFreshLeadsWait() {
    submit(lane, "retry", 2 * QUOTA);
    // As if each had been tried once, and were due again before all others.
    awaitAllHeld(2 * QUOTA);
    update("update lead set attempts = 1 where customer_id = $1");
    submit(lane, "fresh", 2 * QUOTA);

    List<List<String>> windows = windowsOf(4 * QUOTA);
    assertThat(windows.get(0)).filteredOn(n -> n.startsWith("retry")).hasSize(QUOTA / 5);
    assertThat(windows.get(1)).filteredOn(n -> n.startsWith("retry")).hasSize(QUOTA / 5);
    assertThat(windows.get(3)).allMatch(name -> name.startsWith("retry"));
  }

  @Test
  void aLeadThatIsNearlyTooLateGoesBeforeItsProvidersOthers() {
    submit(lane, "patient", 2 * QUOTA);
    Instant soon = Instant.now().plus(tester.window().multipliedBy(2)).minusMillis(500);
    lane.submit("urgent", Map.of("not_after", "\"" + soon + "\""));

    assertThat(windowsOf(2 * QUOTA + 1).get(0)).contains("urgent");
  }

  /** Resumes the lane when all leads wait; what arrived, window by window. */
  private List<List<String>> windowsOf(int leads) {
    awaitAllHeld(leads);
    update("update lead set state = 'queued' where customer_id = $1");
    lanes.resume(lane.customer().id()).await().indefinitely();
    await().atMost(PATIENCE).until(() -> oplead.ledger().requests().size() >= leads);
    List<String> names = Arrivals.names(oplead);
    assertThat(names).hasSize(leads);
    List<List<String>> windows = new ArrayList<>();
    for (int first = 0; first < leads; first += QUOTA) {
      windows.add(names.subList(first, Math.min(leads, first + QUOTA)));
    }
    return windows;
  }

  private void awaitAllHeld(int leads) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                pool.preparedQuery(
                            "select count(*) from lead where customer_id = $1 and state = 'held'")
                        .execute(Tuple.of(lane.customer().id().value()))
                        .await()
                        .indefinitely()
                        .iterator()
                        .next()
                        .getLong(0)
                    == leads);
  }

  private void update(String sql) {
    pool.preparedQuery(sql).execute(Tuple.of(lane.customer().id().value())).await().indefinitely();
  }

  private static void submit(LaneTester.Lane lane, String prefix, int count) {
    names(prefix, 0, count).forEach(lane::submit);
  }

  private static List<String> names(String prefix, int from, int count) {
    List<String> names = new ArrayList<>();
    for (int i = from; i < from + count; i++) {
      names.add("%s-%03d".formatted(prefix, i));
    }
    return names;
  }
}
