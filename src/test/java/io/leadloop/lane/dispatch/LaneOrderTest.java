package io.leadloop.lane.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertAll;

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

  private final List<Queue> queues = new ArrayList<>();

  @AfterEach
  void close() {
    queues.forEach(Queue::close);
  }

  /** Windows take seconds, so that the lanes send theirs at the same time. */
  @Test
  void leadsAreSentInTheirTurn() {
    Queue shared = importAndAnothersLeads();
    Queue equal = leadsOfTwoProviders();
    Queue single = leadsOfOneProvider();
    Queue retried = retriesAndFreshLeads();
    Queue urgent = leadsAndOneThatIsNearlyTooLate();
    queues.forEach(Queue::awaitAllHeld);
    queues.forEach(Queue::resume);

    assertAll(
        () -> requireAnothersLeadsInTheFirstWindow(shared.windows()),
        () -> requireEqualParts(equal.windows()),
        () -> requireOrderOfArrival(single.windows()),
        () -> requireAFifthOfRetries(retried.windows()),
        () -> assertThat(urgent.windows().get(0)).contains("urgent"));
  }

  private Queue importAndAnothersLeads() {
    Queue queue = new Queue();
    queue.submit(queue.lane, "import", 2 * QUOTA);
    queue.submit(tester.share(queue.lane), "hot", 3);
    return queue;
  }

  private static void requireAnothersLeadsInTheFirstWindow(List<List<String>> windows) {
    assertThat(windows.get(0)).filteredOn(name -> name.startsWith("hot")).hasSize(3);
    assertThat(windows.get(0)).filteredOn(name -> name.startsWith("import")).hasSize(QUOTA - 3);
  }

  private Queue leadsOfTwoProviders() {
    Queue queue = new Queue();
    queue.submit(queue.lane, "one", QUOTA);
    queue.submit(tester.share(queue.lane), "two", QUOTA);
    return queue;
  }

  private static void requireEqualParts(List<List<String>> windows) {
    assertThat(windows)
        .hasSize(2)
        .allSatisfy(
            window ->
                assertThat(window).filteredOn(name -> name.startsWith("one")).hasSize(QUOTA / 2));
  }

  private Queue leadsOfOneProvider() {
    Queue queue = new Queue();
    queue.submit(queue.lane, "lead", 2 * QUOTA);
    return queue;
  }

  private static void requireOrderOfArrival(List<List<String>> windows) {
    assertThat(windows).hasSize(2);
    for (int window = 0; window < windows.size(); window++) {
      assertThat(windows.get(window))
          .containsExactlyInAnyOrderElementsOf(names("lead", window * QUOTA, QUOTA));
    }
  }

  private Queue retriesAndFreshLeads() {
    Queue queue = new Queue();
    queue.submit(queue.lane, "retry", 2 * QUOTA);
    // As if each had been tried once, and were due again before all others.
    queue.awaitAllHeld();
    queue.update(
        """
        with tried as (
          update lead_progress set attempts = 1, retry = true where customer_id = $1
        )
        update lead_queue set retry = true where customer_id = $1
        """);
    queue.submit(queue.lane, "fresh", 2 * QUOTA);
    return queue;
  }

  /** Retries have a fifth while fresh leads wait. */
  private static void requireAFifthOfRetries(List<List<String>> windows) {
    assertThat(windows.get(0)).filteredOn(n -> n.startsWith("retry")).hasSize(QUOTA / 5);
    assertThat(windows.get(1)).filteredOn(n -> n.startsWith("retry")).hasSize(QUOTA / 5);
    assertThat(windows.get(3)).allMatch(name -> name.startsWith("retry"));
  }

  private Queue leadsAndOneThatIsNearlyTooLate() {
    Queue queue = new Queue();
    queue.submit(queue.lane, "patient", 2 * QUOTA);
    queue.submitUrgent();
    return queue;
  }

  private static List<String> names(String prefix, int from, int count) {
    List<String> names = new ArrayList<>();
    for (int i = from; i < from + count; i++) {
      names.add("%s-%03d".formatted(prefix, i));
    }
    return names;
  }

  /** The leads of a paused lane. */
  private final class Queue {
    private final SimulatedOplead oplead =
        new SimulatedOplead(
            vertx, SimulatorSettings.builder().quota(100_000).statuses("Nouveau").build());
    private final LaneTester.Lane lane;
    private int leads;

    Queue() {
      queues.add(this);
      String token = UUID.randomUUID().toString();
      oplead.accept(token);
      oplead.startAndAwait();
      lane = tester.open(new OpleadAccess(Optional.of(oplead.baseUrl()), token), QUOTA);
      lanes.pause(lane.customer().id()).await().indefinitely();
    }

    void submit(LaneTester.Lane by, String prefix, int count) {
      names(prefix, 0, count).forEach(by::submit);
      leads += count;
    }

    /** It is nearly too late as soon as the lane resumes, however long that takes. */
    void submitUrgent() {
      Instant later = Instant.now().plus(Duration.ofHours(1));
      lane.submit("urgent", Map.of("not_after", "\"" + later + "\""));
      leads++;
    }

    void resume() {
      long soon = tester.window().multipliedBy(2).minusMillis(500).toMillis();
      update(
          "update lead set not_after = now() + interval '%d milliseconds' where customer_id = $1 and not_after is not null"
              .formatted(soon));
      // All leads are released before the first is sent.
      update("update lane set state = 'open', next_at = 'infinity' where customer_id = $1");
      pool.query("select release_leads(1000)").execute().await().indefinitely();
    }

    /** What arrived, window by window. */
    List<List<String>> windows() {
      await().atMost(PATIENCE).until(() -> oplead.ledger().requests().size() >= leads);
      List<String> names = Arrivals.names(oplead);
      assertThat(names).hasSize(leads);
      List<List<String>> windows = new ArrayList<>();
      for (int first = 0; first < leads; first += QUOTA) {
        windows.add(names.subList(first, Math.min(leads, first + QUOTA)));
      }
      return windows;
    }

    void awaitAllHeld() {
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  pool.preparedQuery(
                              "select count(*) from lead_view where customer_id = $1 and state = 'held'")
                          .execute(Tuple.of(lane.customer().id().value()))
                          .await()
                          .indefinitely()
                          .iterator()
                          .next()
                          .getLong(0)
                      == leads);
    }

    void update(String sql) {
      pool.preparedQuery(sql)
          .execute(Tuple.of(lane.customer().id().value()))
          .await()
          .indefinitely();
    }

    void close() {
      oplead.close();
    }
  }
}
