package io.leadloop.feedback.projection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.feedback.CallbackBodies;
import io.leadloop.feedback.DeadLetter;
import io.leadloop.feedback.Feedback;
import io.leadloop.feedback.FeedbackJson;
import io.leadloop.feedback.LoggedFeedback;
import io.leadloop.feedback.Unread;
import io.leadloop.feedback.callback.CallbackTokens;
import io.leadloop.lead.LeadId;
import io.leadloop.store.Batch;
import io.leadloop.testing.CalledBackLead;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import io.leadloop.testing.QueryPlan;
import io.leadloop.vault.Vault;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The projection on a real database, driven directly: positions are given here as the log would
 * give them, far above those that it has.
 */
@GatewayTest
class ProjectionTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @Inject Onboarding onboarding;
  @Inject CallbackTokens tokens;
  @Inject Projection projection;
  @Inject Vault vault;
  @Inject CallbackBodies bodies;
  @Inject Pool pool;

  private LeadId lead;
  private long offset = 1_000_000;

  @BeforeEach
  void submit() {
    String id = CalledBackLead.submit(onboarding, tokens).id();
    lead = new LeadId(UUID.fromString(id));
  }

  @Test
  void aRerunOfTheSameRecordPublishesTheStoredEventsAgain() {
    LoggedFeedback record = logged(forwarded());
    List<NewEvent> first = project(record);
    assertThat(first).hasSize(1);
    assertThat(project(record)).isEqualTo(first);
  }

  @Test
  void theSameFeedbackAtAnotherPositionIsARepeatAndPublishesNothing() {
    Feedback feedback = forwarded();
    assertThat(project(logged(feedback))).hasSize(1);
    assertThat(project(logged(feedback))).isEmpty();
  }

  @Test
  void theSameFeedbackTwiceInOneBatchPublishesOnce() {
    Feedback feedback = forwarded();
    assertThat(project(logged(feedback), logged(feedback))).hasSize(1);
  }

  @Test
  void aBatchThatIsPartlyARerunGoesOnInSequence() {
    LoggedFeedback first = logged(forwarded());
    project(first);
    LoggedFeedback second = logged(new Feedback.Forwarded(Feedback.nextId(), lead, NOW, "2"));
    LoggedFeedback held = logged(new Feedback.Held(Feedback.nextId(), lead, NOW, "why"));

    assertThat(project(first, second, held)).extracting(NewEvent::sequence).containsExactly(1);
  }

  @Test
  void whatIsStoredIsWhatIsPublished() {
    NewEvent event =
        project(logged(new Feedback.Held(Feedback.nextId(), lead, NOW, "paused"))).get(0);
    assertThat(event.type()).isEqualTo("io.leadloop.lead.held.v1");
    assertThat(event.data())
        .contains("\"state\":\"held\"", "\"reason\":\"paused\"", "\"sequence\":1");
  }

  @Test
  void aCallbackThatRepeatsTheLastOneByteForByteIsNotPublishedAgain() {
    assertThat(project(logged(callback("{\"status\":\"Perdu\"}")))).hasSize(2);
    assertThat(project(logged(callback("{\"status\":\"Perdu\"}")))).isEmpty();
    assertThat(project(logged(callback("{\"status\":\"Gagn\u00e9\"}")))).hasSize(1);
    assertThat(project(logged(callback("{\"status\":\"Perdu\"}")))).hasSize(1);
    assertThat(project(logged(callback("{\"status\":\"perdu\"}")))).hasSize(1);
  }

  @Test
  void whatALeadWasToldBeforeIsFoundByIndex() {
    assertThat(QueryPlan.of(pool, ProjectionStore.TOLD_STATUSES))
        .containsPattern("lead_event_\\d{4}_\\d{2}_pkey")
        .doesNotContain("Seq Scan");
  }

  /**
   * As when the month of the record was dropped: the lead itself still knows what was published.
   */
  @Test
  void aRepeatWhoseRecordIsGoneIsNotPublishedAgain() {
    Feedback forwarded = forwarded();
    Feedback last = callback("{\"status\":\"Perdu\"}");
    assertThat(project(logged(forwarded), logged(last))).hasSize(2);
    pool.preparedQuery("delete from feedback where lead_id = $1")
        .execute(Tuple.of(lead.value()))
        .await()
        .indefinitely();
    assertThat(project(logged(forwarded), logged(last))).isEmpty();
    assertThat(project(logged(callback("{\"status\":\"Gagn\u00e9\"}")))).hasSize(1);
  }

  @Test
  void feedbackIsRecognisedByALookUpOfItsId() {
    assertThat(QueryPlan.of(pool, ProjectionStore.KNOWN))
        .containsPattern("Index Scan using feedback_\\d{4}_\\d{2}_pkey")
        .doesNotContain("Seq Scan");
  }

  private Feedback callback(String body) {
    byte[] sealed = bodies.seal(lead, body.getBytes(UTF_8));
    return new Feedback.Callback(Feedback.nextId(), lead, Instant.now(), null, sealed);
  }

  @Test
  void feedbackOfALeadThatDoesNotExistIsDead() {
    Feedback stray = new Feedback.Forwarded(Feedback.nextId(), LeadId.next(), NOW, "1");
    Projected projected = projected(logged(stray), logged(forwarded()));
    assertThat(projected.events()).hasSize(1);
    assertThat(projected.dead())
        .singleElement()
        .satisfies(letter -> assertThat(letter.reason()).isEqualTo("there is no such lead"))
        .satisfies(letter -> assertThat(letter.key()).isEqualTo(stray.leadId().toString()));
  }

  @Test
  void whatCannotBeAppliedIsDeadAndHoldsUpNothingBeforeOrBehindIt() throws IOException {
    byte[] notSealed = {1, 2, 3};
    Feedback broken = new Feedback.Callback(Feedback.nextId(), lead, NOW, null, notSealed);
    byte[] sealed = vault.seal("{}".getBytes(UTF_8), "callback:" + lead);
    Feedback notStorable =
        new Feedback.Callback(Feedback.nextId(), lead, NOW, "text/\0plain", sealed);
    Projected projected =
        projected(
            logged(new Feedback.Held(Feedback.nextId(), lead, NOW, "paused")),
            logged(broken),
            logged(forwarded()),
            logged(notStorable),
            logged(new Feedback.Forwarded(Feedback.nextId(), lead, NOW, "again")));

    assertThat(projected.events()).extracting(NewEvent::sequence).containsExactly(1, 2);
    assertThat(projected.dead())
        .extracting(DeadLetter::reason)
        .containsExactly("SealBrokenException", "PgException 22021");
    assertThat(FeedbackJson.read(projected.dead().get(0).value()).id()).isEqualTo(broken.id());
  }

  @Test
  void aBodyWithoutAStatusIsRecordedAndChangesNothingHoweverItCame() {
    Projected projected =
        projected(
            logged(callback("<html>Connexion</html>")),
            logged(notified("{\"lead_id\":\"1\"}")),
            logged(polled("{\"id\":\"1\"}")),
            logged(callback("{\"status\":\"Gagné\",\"montant\":\"12.50.00\"}")));
    assertThat(projected.events()).extracting(NewEvent::sequence).containsExactly(1, 2);
    assertThat(projected.events().get(1).data()).contains("\"code\":\"won\"");
    assertThat(projected.unread())
        .containsExactly(Unread.CALLBACK, Unread.SUBSCRIPTION, Unread.POLL, Unread.AMOUNT);
  }

  @Test
  void aBodyThatIsReadAgainIsPublishedOnceAndNoEarlierThanItCanBeRead() {
    Feedback empty = callback("{\"note\":\"none\"}");
    assertThat(project(logged(empty))).isEmpty();
    assertThat(project(logged(reread(empty)))).isEmpty();

    pool.preparedQuery("update feedback set body = $2 where id = $1")
        .execute(Tuple.of(empty.id(), Buffer.buffer(sealed("{\"status\":\"Gagné\"}"))))
        .await()
        .indefinitely();
    LoggedFeedback again = logged(reread(empty));
    List<NewEvent> published = project(again, logged(reread(empty)));
    assertThat(published).extracting(NewEvent::sequence).containsExactly(1, 2);
    assertThat(project(again)).as("a re-run of the record").isEqualTo(published);
    assertThat(project(logged(reread(empty)))).isEmpty();
  }

  @Test
  void aNotificationThatIsReadAgainCountsAsOne() {
    Feedback empty = notified("{\"lead_id\":\"1\"}");
    project(logged(forwarded()), logged(empty));
    pool.preparedQuery("update feedback set body = $2 where id = $1")
        .execute(Tuple.of(empty.id(), Buffer.buffer(sealed("{\"status\":\"Gagné\"}"))))
        .await()
        .indefinitely();
    assertThat(project(logged(reread(empty)))).extracting(NewEvent::sequence).containsExactly(2);
  }

  @Test
  void aCallbackThatWasSetAsideDoesNotReplaceANewerOne() {
    Instant received = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    project(logged(callback("{\"status\":\"Perdu\"}", received)));
    Feedback older =
        new Feedback.Callback(
            Feedback.nextId(),
            lead,
            received.minusMillis(1),
            null,
            sealed("{\"status\":\"En cours\"}"),
            true);
    assertThat(project(logged(older)).get(0).data())
        .contains("\"late\":true", "\"code\":\"in_progress\"");
    assertThat(project(logged(callback("{\"status\":\"Perdu\"}", received))))
        .as("the last callback is still the last")
        .isEmpty();
  }

  @Test
  void leadsWithALabelWithoutACodeAreKeptWhileItIsTheirStatus() {
    project(logged(callback("{\"status\":\"À qualifier\"}")));
    assertThat(unmapped()).containsExactly("À qualifier aqualifier");
    project(logged(callback("{\"status\":\"Rappel\"}")));
    assertThat(unmapped()).containsExactly("Rappel rappel");
    project(
        logged(callback("{\"status\":\"Perdu\"}")), logged(callback("{\"status\":\"Rappel\"}")));
    assertThat(unmapped()).containsExactly("Rappel rappel");
    project(logged(callback("{\"status\":\"Perdu\"}")));
    assertThat(unmapped()).isEmpty();
  }

  private List<String> unmapped() {
    return pool.preparedQuery("select label, essence from unmapped_lead where lead_id = $1")
        .execute(Tuple.of(lead.value()))
        .map(
            rows ->
                Batch.list(rows, row -> row.getString("label") + " " + row.getString("essence")))
        .await()
        .indefinitely();
  }

  private Feedback reread(Feedback of) {
    Instant asked = Instant.now().truncatedTo(ChronoUnit.MICROS);
    return new Feedback.Reread(Feedback.nextId(), lead, asked, of.id());
  }

  @Test
  void aTimeBeforeTheLeadWasHandedInIsNoTimeOfItsStatus() {
    Instant received = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    String body = "{\"status\":\"Gagné\",\"updated_at\":\"" + received.minusSeconds(600) + "\"}";
    Feedback early = new Feedback.Callback(Feedback.nextId(), lead, received, null, sealed(body));
    assertThat(project(logged(early)).get(1).data())
        .contains("\"code\":\"won\",\"label\":\"Gagné\",\"at\":\"" + received);
  }

  @Test
  void whetherAStatusIsDatedIsRememberedFromBatchToBatch() {
    Instant received = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    String dated = "{\"status\":\"%s\",\"updated_at\":\"%s\"}";
    project(logged(callback(dated.formatted("Gagné", received.plusSeconds(60)), received)));
    assertThat(
            project(logged(callback(dated.formatted("Perdu", received.plusSeconds(58)), received)))
                .get(0)
                .data())
        .contains("\"late\":true");
    project(logged(callback("{\"status\":\"En cours\"}", received.plusSeconds(61))));
    assertThat(
            project(logged(callback(dated.formatted("Perdu", received.plusSeconds(59)), received)))
                .get(0)
                .data())
        .doesNotContain("\"late\"");
  }

  private Feedback callback(String body, Instant receivedAt) {
    return new Feedback.Callback(Feedback.nextId(), lead, receivedAt, null, sealed(body));
  }

  private Feedback notified(String body) {
    return new Feedback.Notified(Feedback.nextId(), lead, NOW, "status", null, sealed(body));
  }

  private Feedback polled(String body) {
    return new Feedback.Polled(Feedback.nextId(), lead, NOW, sealed(body));
  }

  private byte[] sealed(String body) {
    return vault.seal(body.getBytes(UTF_8), "callback:" + lead);
  }

  private Feedback forwarded() {
    return new Feedback.Forwarded(Feedback.nextId(), lead, NOW, "88");
  }

  private LoggedFeedback logged(Feedback feedback) {
    return new LoggedFeedback(feedback, 0, offset++);
  }

  private List<NewEvent> project(LoggedFeedback... batch) {
    return projected(batch).events();
  }

  private Projected projected(LoggedFeedback... batch) {
    return projection.project(List.of(batch)).await().atMost(Duration.ofSeconds(60));
  }
}
