package io.leadloop.feedback.projection;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.feedback.Outbox;
import io.leadloop.feedback.callback.CallbackTokens;
import io.leadloop.oplead.profile.TestProfile;
import io.leadloop.oplead.status.StatusMap;
import io.leadloop.store.Batch;
import io.leadloop.store.IdTimes;
import io.leadloop.testing.CalledBackLead;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import io.leadloop.testing.TopicReader;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** A status whose name was unknown until it was written into the table. */
@GatewayTest
class StatusCorrectionsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject Onboarding onboarding;
  @Inject CallbackTokens tokens;
  @Inject StatusLabels labels;
  @Inject Outbox outbox;
  @Inject Pool pool;
  @Inject MeterRegistry metrics;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  /** Without digits: a number makes a label suspect. */
  private final String label = "Signé " + letters(UUID.randomUUID());

  @Test
  void anUnknownNameIsListedAndWhenItIsMendedItsLeadsAreToldOnce() {
    CalledBackLead concerned = CalledBackLead.submit(onboarding, tokens);
    CalledBackLead movedOn = CalledBackLead.submit(onboarding, tokens);
    double before =
        metrics.get("leadloop.statuses.unknown").tag("label", "other").counter().count();
    concerned.callBack("{\"status\":\"" + label + "\"}");
    movedOn.callBack("{\"status\":\"" + label + "\"}");
    movedOn.callBack("{\"status\":\"Perdu\"}");
    await().atMost(PATIENCE).until(() -> unknown().contains(label));
    events(movedOn, 3);
    assertThat(events(concerned, 2).get(1).value())
        .contains("\"code\":\"other\",\"label\":\"" + label + "\"");
    assertThat(metrics.get("leadloop.statuses.unknown").tag("label", "other").counter().count())
        .isEqualTo(before + 2);

    correct();
    correct();

    List<ConsumerRecord<String, String>> events = events(concerned, 3);
    assertThat(events.get(2).value())
        .contains("\"status\":{\"code\":\"won\"", "\"correction\":true", "\"sequence\":3");
    assertThat(events.get(2).value()).contains(mended().version());
    assertThat(unknown()).doesNotContain(label);
    events(movedOn, 3);
    assertThat(concerned.statusCode()).isEqualTo("won");
    assertThat(recorded(concerned))
        .as("in the months of their ids")
        .hasSize(2)
        .allSatisfy(
            id ->
                assertThat(IdTimes.of(id))
                    .isBetween(Instant.now().minus(Duration.ofDays(2)), Instant.now()));
  }

  private List<UUID> recorded(CalledBackLead lead) {
    return Batch.list(
        pool.preparedQuery("select id from feedback where lead_id = $1")
            .execute(Tuple.of(UUID.fromString(lead.id())))
            .await()
            .atMost(PATIENCE),
        row -> row.getUUID("id"));
  }

  @Test
  void aRunThatBrokeOffTellsNobodyTwice() {
    CalledBackLead lead = CalledBackLead.submit(onboarding, tokens);
    lead.callBack("{\"status\":\"" + label + "\"}");
    await().atMost(PATIENCE).until(() -> unknown().contains(label));
    events(lead, 2);

    correct();
    pool.query("update status_label set code = 'other', revision = revision - 1")
        .execute()
        .await()
        .atMost(PATIENCE);
    correct();

    events(lead, 3);
  }

  private static String letters(UUID id) {
    return id.toString()
        .chars()
        .filter(c -> c != '-')
        .mapToObj(c -> Character.toString('a' + Character.digit(c, 16)))
        .collect(joining());
  }

  private void correct() {
    new StatusCorrections(labels, mended(), outbox, pool, Clock.systemUTC())
        .correctAll()
        .await()
        .atMost(PATIENCE);
  }

  /** As if the gateway had been started again with this name in its table. */
  private StatusMap mended() {
    return new StatusMap(
        TestProfile.with("callbacks.labels.won", "[Gagné, '" + label + "']").callbacks());
  }

  private List<String> unknown() {
    return labels.unknown().await().atMost(PATIENCE).stream()
        .map(StatusLabels.UnknownLabel::label)
        .toList();
  }

  /** The lead's events once there are as many, and a moment later still not more. */
  private List<ConsumerRecord<String, String>> events(CalledBackLead lead, int expected) {
    return TopicReader.readExactly(kafka, lead.topic(), expected);
  }
}
