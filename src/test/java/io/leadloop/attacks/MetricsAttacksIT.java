package io.leadloop.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.faults.Installation;
import io.leadloop.testing.KafkaLogin;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Metrics that callers cannot grow, whatever names they choose. */
@Tag("long")
class MetricsAttacksIT extends CallerAttack {
  private static final int SENDERS = 8;
  private static final int REQUESTS = 20_000;
  private static final int METHOD_LENGTH = 15_000;
  private static final String REQUEST_SERIES = "http_server_";
  private static final int GROUPS = 1_000;
  private static final String LAG_SERIES = "leadloop_provider_lag";

  /** Series that an attack may add: those of its answers, and a provider's groups up to a cap. */
  private static final int MORE_SERIES = 100;

  @Test
  void unknownMethodsCreateNoSeries() throws Exception {
    attack(
        "Requests with methods that do not exist",
        "%,d requests, each with another method of %,d letters".formatted(REQUESTS, METHOD_LENGTH),
        () -> {
          long before = gateway.series(REQUEST_SERIES);
          inParallel(SENDERS, SENDERS, MetricsAttacksIT::sendShare);
          long more = gateway.series(REQUEST_SERIES) - before;
          assertThat(more).as("series that were added").isLessThan(MORE_SERIES);
          return "%d more series".formatted(more);
        });
  }

  private static void sendShare(int sender) {
    try (SocketRequests requests = new SocketRequests(gateway.url())) {
      for (int i = 0; i < REQUESTS / SENDERS; i++) {
        String number = "M%05d".formatted(sender * (REQUESTS / SENDERS) + i);
        String method = number + "X".repeat(METHOD_LENGTH - number.length());
        requests.send(method + " /openapi HTTP/1.1\r\nHost: localhost\r\n\r\n");
      }
    }
  }

  @Test
  void consumerGroupsCreateABoundedNumberOfSeries() throws Exception {
    makeGroups();
    // Each start looks at the groups; otherwise this would wait for a minute.
    gateway.restart();
    attack(
        "Consumer groups with names that a provider chose",
        "%,d groups".formatted(GROUPS),
        () -> {
          await().atMost(PATIENCE).until(() -> gateway.series(LAG_SERIES) > 0);
          long series = gateway.series(LAG_SERIES);
          assertThat(series).as("series of the lag").isLessThan(MORE_SERIES);
          return "%d series".formatted(series);
        });
  }

  private static void makeGroups() {
    String servers = gateway.installation().brokers().settings().get("kafka.bootstrap.servers");
    Installation.Provider attacker = attacker();
    TopicPartition partition = new TopicPartition(attacker.topic(), 0);
    try (Admin admin =
        Admin.create(
            KafkaLogin.of(servers, "provider-" + attacker.slug(), attacker.kafkaPassword()))) {
      List<KafkaFuture<Void>> made =
          IntStream.range(0, GROUPS)
              .mapToObj("%05d"::formatted)
              .map(
                  number ->
                      admin
                          .alterConsumerGroupOffsets(
                              attacker.slug() + ".group-" + number,
                              Map.of(partition, new OffsetAndMetadata(0)))
                          .all())
              .toList();
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> made.stream().allMatch(KafkaFuture::isDone));
      assertThat(made).noneMatch(KafkaFuture::isCompletedExceptionally);
    }
  }
}
