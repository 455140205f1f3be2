package io.leadloop.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.testing.EnvironmentVariables;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.TopicDescription;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Three brokers end, restart, fall silent and change their leaders. Every topic has three replicas,
 * and a record must be on two of them.
 */
@Tag("long")
class ThreeBrokersIT extends Attack {
  private static final String LOG_TOPIC = "leadloop.feedback";
  private static final Duration OUTAGE = Duration.ofSeconds(12);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static BrokerCluster brokers;

  @BeforeAll
  static void start() {
    installation =
        Installation.start(
            directory,
            vertx -> OneDatabase.start(vertx, directory.resolve("servers")),
            vertx -> brokers = BrokerCluster.start(vertx, directory),
            2,
            EnvironmentVariables.of(
                Map.of(
                    "leadloop.feedback.replication-factor", "3",
                    "leadloop.feedback.min-in-sync-replicas", "2")));
  }

  @Test
  void oneIsKilledAndThenASecond() throws InterruptedException {
    assertReplicated();
    Load load = underLoad("one of three brokers killed, then a second");
    List<Integer> order = shuffled();
    int before = callbacks();
    brokers.kill(order.get(0));
    pause(OUTAGE);
    brokers.kill(order.get(1));
    awaitOutbox();
    pause(OUTAGE);
    assertThat(waitingInOutbox()).as("feedback waits for the second replica").isPositive();
    List<OpleadMain.Callback> meanwhile = callbacksAfter(before);
    brokers.start(order.get(0), order.get(1));
    brokers.awaitInSync();
    settle("One of three brokers killed, 12 s later a second, both back after 12 s", load);
    assertTaken(meanwhile);
  }

  @Test
  void eachIsRestarted() throws InterruptedException {
    Load load = underLoad("three brokers restarted");
    int before = callbacks();
    for (int broker : shuffled()) {
      brokers.stop(broker);
      pause(Duration.ofMillis(random.nextInt(3_000)));
      brokers.start(broker);
      brokers.awaitInSync();
    }
    List<OpleadMain.Callback> meanwhile = callbacksAfter(before);
    settle("Three brokers restarted one by one", load);
    assertTaken(meanwhile);
  }

  @Test
  void leadersMoveAndOneFallsSilent() throws InterruptedException {
    Load load = underLoad("leaders moved, and a silent broker");
    int before = callbacks();
    for (int move = 0; move < BrokerCluster.SIZE; move++) {
      brokers.moveLeaders(LOG_TOPIC);
      pause(Duration.ofMillis(random.nextInt(2_000)));
    }
    Proxy silent = brokers.network().get(random.nextInt(BrokerCluster.SIZE));
    silent.silence();
    pause(OUTAGE);
    silent.breakAll();
    silent.heal();
    pause(CALM);
    List<OpleadMain.Callback> meanwhile = callbacksAfter(before);
    settle("The leaders of the log moved three times; then one of three brokers silent", load);
    assertTaken(meanwhile);
  }

  /** The gateway's settings reach its topics, and the brokers' own topics have as many replicas. */
  private static void assertReplicated() {
    Map<String, TopicDescription> topics = brokers.topics();
    assertThat(topics).containsKeys(LOG_TOPIC, "__consumer_offsets", "__transaction_state");
    assertThat(topics.values())
        .allSatisfy(
            topic ->
                assertThat(topic.partitions())
                    .allMatch(partition -> partition.replicas().size() == BrokerCluster.SIZE));
    assertThat(brokers.setting(LOG_TOPIC, "min.insync.replicas")).isEqualTo("2");
  }

  private static void awaitOutbox() {
    await().atMost(PATIENCE).until(() -> waitingInOutbox() > 0);
  }

  private static long waitingInOutbox() {
    return installation.count("select count(*) from outbox");
  }

  private List<Integer> shuffled() {
    List<Integer> order = new ArrayList<>(IntStream.range(0, BrokerCluster.SIZE).boxed().toList());
    Collections.shuffle(order, random);
    return order;
  }
}
