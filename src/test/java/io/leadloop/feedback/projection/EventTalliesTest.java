package io.leadloop.feedback.projection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.feedback.CallbackBodies;
import io.leadloop.feedback.Feedback;
import io.leadloop.feedback.LoggedFeedback;
import io.leadloop.feedback.callback.CallbackTokens;
import io.leadloop.lead.LeadId;
import io.leadloop.store.Batch;
import io.leadloop.testing.CalledBackLead;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the projection counts, on a real database: each event once, whatever is repeated. */
@GatewayTest
class EventTalliesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String COUNTS =
      """
      select kind || '/' || slot as what, sum(leads)::int as leads from tally
      where provider_id = $1 and kind > 0 group by what having sum(leads) <> 0
      """;

  @Inject Onboarding onboarding;
  @Inject CallbackTokens tokens;
  @Inject Projection projection;
  @Inject CallbackBodies bodies;
  @Inject Pool pool;

  private Onboarding.Pair pair;
  private LeadId lead;
  private Instant acceptedAt;
  private long offset = 2_000_000;

  @BeforeEach
  void submit() {
    pair = onboarding.providerWithCustomer();
    lead = new LeadId(UUID.fromString(CalledBackLead.submit(pair, "only", tokens).id()));
    acceptedAt =
        Instant.parse(
            pair.asProvider().get("/v1/leads/" + lead).jsonPath().getString("created_at"));
  }

  @Test
  void forwardingAndStatusesCountByHowLongTheyTookAndByCode() {
    project(
        logged(new Feedback.Held(Feedback.nextId(), lead, after(10), "paused")),
        logged(new Feedback.Forwarded(Feedback.nextId(), lead, after(60), "88")),
        logged(callback("{\"status\":\"Nouveau\"}", after(64 + 60))),
        logged(callback("{\"status\":\"Gagné\"}", after(4_000))));
    // held; forwarded after 60 s; a first status 64 s later; new and won
    assertThat(counts()).isEqualTo(Map.of("3/0", 1, "1/12", 1, "5/13", 1, "6/0", 1, "6/6", 1));
  }

  @Test
  void aRerunAndARepeatCountNothingAgain() {
    LoggedFeedback forwarded =
        logged(new Feedback.Forwarded(Feedback.nextId(), lead, after(2), "88"));
    LoggedFeedback won = logged(callback("{\"status\":\"Gagné\"}", after(4)));
    project(forwarded, won);
    Map<String, Integer> once = counts();
    assertThat(once).isEqualTo(Map.of("1/3", 1, "5/3", 1, "6/6", 1));

    project(forwarded, won);
    project(logged(forwarded.feedback()), logged(won.feedback()));
    project(logged(callback("{\"status\":\"Gagné\"}", after(9))));
    assertThat(counts()).isEqualTo(once);
  }

  @Test
  void aBatchThatPartlyFailsCountsTheRestOnce() {
    Feedback broken = new Feedback.Callback(Feedback.nextId(), lead, after(1), null, new byte[3]);
    project(
        logged(new Feedback.Forwarded(Feedback.nextId(), lead, after(2), "88")),
        logged(broken),
        logged(callback("{\"status\":\"Perdu\"}", after(4_000))));
    // The status is of another transaction, which knows when forwarding was recorded.
    assertThat(counts()).isEqualTo(Map.of("1/3", 1, "5/24", 1, "6/7", 1));
  }

  @Test
  void aCorrectionMovesTheCountToTheNewCode() {
    project(
        logged(new Feedback.Forwarded(Feedback.nextId(), lead, after(2), "88")),
        logged(callback("{\"status\":\"Dossier signe\"}", after(4))));
    assertThat(counts()).containsEntry("6/9", 1);
    project(
        logged(
            new Feedback.Correction(
                Feedback.nextId(), lead, after(5), "Dossier signe", "won", "mended")));
    assertThat(counts()).isEqualTo(Map.of("1/3", 1, "5/3", 1, "6/6", 1));
  }

  private Instant after(long seconds) {
    return acceptedAt.plusSeconds(seconds);
  }

  private Map<String, Integer> counts() {
    return pool
        .preparedQuery(COUNTS)
        .execute(Tuple.of(pair.provider().id().value()))
        .map(rows -> Batch.list(rows, row -> row))
        .await()
        .atMost(PATIENCE)
        .stream()
        .collect(toMap(row -> row.getString("what"), row -> row.getInteger("leads")));
  }

  private Feedback callback(String body, Instant receivedAt) {
    byte[] sealed = bodies.seal(lead, body.getBytes(UTF_8));
    return new Feedback.Callback(Feedback.nextId(), lead, receivedAt, null, sealed);
  }

  private LoggedFeedback logged(Feedback feedback) {
    return new LoggedFeedback(feedback, 0, offset++);
  }

  private void project(LoggedFeedback... batch) {
    projection.project(List.of(batch)).await().atMost(PATIENCE);
  }
}
