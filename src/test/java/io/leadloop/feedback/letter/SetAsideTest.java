package io.leadloop.feedback.letter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.feedback.CallbackBodies;
import io.leadloop.feedback.DeadLetter;
import io.leadloop.feedback.Feedback;
import io.leadloop.feedback.FeedbackConfig;
import io.leadloop.feedback.FeedbackJson;
import io.leadloop.feedback.Outbox;
import io.leadloop.feedback.callback.CallbackTokens;
import io.leadloop.lead.LeadId;
import io.leadloop.store.Batch;
import io.leadloop.testing.AdminCommandLine;
import io.leadloop.testing.CalledBackLead;
import io.leadloop.testing.Credentials;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import io.leadloop.testing.QueryPlan;
import io.leadloop.testing.TopicReader;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/**
 * Feedback that was set aside, tried again and discarded, whatever kept it from being published.
 */
@GatewayTest
class SetAsideTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String LETTERS = "/admin/v1/feedback/dead-letters";
  private static final String SECRET = "<b>dupont@example.com</b>";
  private static final ObjectMapper JSON = new ObjectMapper();

  @Inject Onboarding onboarding;
  @Inject CallbackTokens tokens;
  @Inject Credentials credentials;
  @Inject CallbackBodies bodies;
  @Inject Outbox outbox;
  @Inject Pool pool;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "leadloop.public-url")
  String gateway;

  @Test
  void aBodyWithoutAStatusIsReadAgainAndPublishedOnceWhenItHasOne() throws IOException {
    CalledBackLead lead = CalledBackLead.submit(onboarding, tokens);
    String letter = unread(lead);
    retry(letter).statusCode(204);
    await().atMost(PATIENCE).until(() -> rereads(lead) == 1);
    assertThat(listed(lead)).as("still unread").containsExactly(letter);

    improve(letter, lead, "{\"status\":\"Gagné\"}");
    retry(letter).statusCode(204);
    retry(letter).statusCode(anyOf(is(204), is(404)));
    JsonNode event = JSON.readTree(TopicReader.readExactly(kafka, lead.topic(), 2).get(1).value());
    assertThat(event.at("/status/code").asText()).isEqualTo("won");
    assertThat(event.at("/sequence").asInt()).isEqualTo(2);
    assertThat(event.has("late")).isFalse();
    await().atMost(PATIENCE).until(() -> listed(lead).isEmpty());
    retry(letter).statusCode(404);
  }

  @Test
  void aBodyThatIsReadAtLastDoesNotReplaceWhatCameMeanwhile() throws IOException {
    CalledBackLead lead = CalledBackLead.submit(onboarding, tokens);
    String letter = unread(lead);
    lead.callBack("{\"status\":\"Perdu\"}");
    TopicReader.readExactly(kafka, lead.topic(), 2);

    improve(letter, lead, "{\"status\":\"En cours\"}");
    retry(letter).statusCode(204);
    JsonNode event = JSON.readTree(TopicReader.readExactly(kafka, lead.topic(), 3).get(2).value());
    assertThat(event.at("/late").asBoolean()).isTrue();
    assertThat(event.at("/status/code").asText()).isEqualTo("in_progress");
    assertThat(lead.statusCode()).isEqualTo("lost");
  }

  @Test
  void whatTheLogRefusedIsPublishedOnceItIsTriedAgain() throws IOException {
    CalledBackLead lead = CalledBackLead.submit(onboarding, tokens);
    Feedback refused = callback(lead, "{\"status\":\"En cours\"}");
    setAside(refused);
    lead.callBack("{\"status\":\"Perdu\"}");
    TopicReader.readExactly(kafka, lead.topic(), 2);
    assertThat(listed(lead)).containsExactly(refused.id().toString());
    show(lead)
        .body("items[0].source", equalTo("outbox"))
        .body("items[0].kind", equalTo("callback"))
        .body("items[0].reason", equalTo("RecordTooLargeException"));

    retry(refused.id().toString()).statusCode(204);
    JsonNode event = JSON.readTree(TopicReader.readExactly(kafka, lead.topic(), 3).get(2).value());
    assertThat(event.at("/late").asBoolean()).as("it is older than Perdu").isTrue();
    assertThat(lead.statusCode()).isEqualTo("lost");
    retry(refused.id().toString()).statusCode(404);
    setAside(refused);
    retry(refused.id().toString()).statusCode(204);
    TopicReader.readExactly(kafka, lead.topic(), 3);
  }

  @Test
  void whatCouldNotBeProjectedIsPublishedOnceItsCauseIsGone() {
    CalledBackLead model = CalledBackLead.submit(onboarding, tokens);
    LeadId lost = LeadId.next();
    append(new Feedback.Held(Feedback.nextId(), lost, Instant.now(), "paused"));
    await().atMost(PATIENCE).until(() -> listed(lost).size() == 1);
    credentials
        .asAdministrator()
        .get(LETTERS + "?source=log&limit=1")
        .then()
        .body("items[0].kind", equalTo("held"))
        .body("items[0].lead_id", equalTo(lost.toString()))
        .body("items[0].reason", equalTo("there is no such lead"))
        .body("items[0].retryable", equalTo(true));

    String first = listed(lost).get(0);
    retry(first).statusCode(204);
    await().atMost(PATIENCE).until(() -> isOther(listed(lost), first));

    execute(
        "insert into lead (id, provider_id, customer_id, fingerprint, expires_at) select '%s',"
                .formatted(lost)
            + " provider_id, customer_id, ''::bytea, now() + interval '1 day' from lead"
            + " where id = '%s'".formatted(model.id()));
    retry(listed(lost).get(0)).statusCode(204);
    assertThat(TopicReader.readExactly(kafka, model.topic(), 1).get(0).key())
        .isEqualTo(lost.toString());
    assertThat(listed(lost)).isEmpty();
  }

  @Test
  void oneIsDiscardedOnlyByTypingItsId() {
    CalledBackLead lead = CalledBackLead.submit(onboarding, tokens);
    String letter = unread(lead);
    discard("/" + letter, Map.of("confirm", "yes"))
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/confirm"));
    assertThat(listed(lead)).containsExactly(letter);
    discard("/" + letter, Map.of("confirm", letter)).statusCode(204);
    assertThat(listed(lead)).isEmpty();
    discard("/" + letter, Map.of("confirm", letter)).statusCode(404);
    assertThat(actions("feedback/dead-letters/" + letter)).containsExactly("feedback.discard");
  }

  @Test
  void manyAreTriedAgainAndDiscardedInBoundedCalls() {
    CalledBackLead lead = CalledBackLead.submit(onboarding, tokens);
    List<String> letters = List.of(unread(lead), unread(lead), unread(lead));
    discard("", Map.of("source", "callback", "confirm", "all")).statusCode(422);
    String next =
        credentials
            .asAdministrator()
            .contentType(ContentType.JSON)
            .body(Map.of("source", "callback", "limit", 2))
            .post(LETTERS + "/retry")
            .then()
            .statusCode(200)
            .body("letters", equalTo(2))
            .extract()
            .path("next");
    assertThat(next).isEqualTo(letters.get(1));
    discard("", Map.of("source", "callback", "limit", 2, "confirm", "callback"))
        .statusCode(200)
        .body("letters", equalTo(2));
    assertThat(listed(lead)).containsExactly(letters.get(0));
  }

  @Test
  void theCommandLineDoesTheSame() {
    CalledBackLead lead = CalledBackLead.submit(onboarding, tokens);
    String letter = unread(lead);
    AdminCommandLine admin =
        AdminCommandLine.inThisProcess(gateway, credentials.of("ADMINISTRATOR_KEY").orElseThrow());
    assertThat(admin.end("feedback", "dead-letters", "--source", "callback").out())
        .contains(letter, "no status was found")
        .doesNotContain(SECRET);
    assertThat(admin.end("feedback", "retry", letter).status()).isZero();
    assertThat(
            admin.run("feedback", "retry", "--all", "--source", "callback").get("letters").asInt())
        .isPositive();
    assertThat(admin.end("feedback", "retry").err()).contains("Give an id, or --all.");
    assertThat(admin.end("feedback", "discard", letter, "--confirm", "x").status()).isEqualTo(1);
    assertThat(admin.end("feedback", "discard", letter, "--confirm", letter).status()).isZero();
    assertThat(listed(lead)).isEmpty();
    assertThat(admin.run("feedback", "show").at("/log/reachable").asBoolean()).isTrue();
  }

  @Test
  void anErasedLeadHasNoDeadLetters() {
    CalledBackLead lead = CalledBackLead.submit(onboarding, tokens);
    unread(lead);
    setAside(callback(lead, "{\"status\":\"Perdu\"}"));
    execute("select erase_feedback(array['%s'::uuid])".formatted(lead.id()));
    assertThat(listed(lead)).isEmpty();
  }

  @Test
  void theyAreForgottenWithTheLogAndWhereThatIsForEverNever() {
    LeadId lead = LeadId.next();
    DeadLetters forEver = new DeadLetters(pool, keeping("P36500D"));
    forEver.record(List.of(dead(lead, 0, Instant.now()))).await().atMost(PATIENCE);
    Instant old = Instant.parse("2020-01-02T03:04:05Z");
    forEver
        .record(
            IntStream.range(0, DeadLetters.FORGOTTEN_AT_ONCE)
                .mapToObj(offset -> dead(lead, offset, old))
                .toList())
        .await()
        .atMost(PATIENCE);
    assertThat(forEver.forget().await().atMost(PATIENCE)).isEqualTo(DeadLetters.INTERVAL);
    assertThat(listed(lead)).hasSizeGreaterThan(1);

    DeadLetters aMonth = new DeadLetters(pool, keeping("P30D"));
    assertThat(aMonth.forget().await().atMost(PATIENCE)).isZero();
    assertThat(aMonth.forget().await().atMost(PATIENCE)).isEqualTo(DeadLetters.INTERVAL);
    assertThat(listed(lead)).hasSize(1);
  }

  private static DeadLetter dead(LeadId lead, long offset, Instant at) {
    return new DeadLetter(lead.toString(), new byte[] {1}, "a test", 0, offset, at, null);
  }

  private static FeedbackConfig keeping(String retention) {
    return new SmallRyeConfigBuilder()
        .withMapping(FeedbackConfig.class)
        .withDefaultValue("leadloop.feedback.retention", retention)
        .build()
        .getConfigMapping(FeedbackConfig.class);
  }

  @Test
  void theyAreListedAndFoundByIndex() {
    assertThat(QueryPlan.of(pool, SetAsideFeedback.LIST))
        .contains("outbox_set_aside_by_id", "dead_letter_pkey")
        .containsPattern("feedback_\\d{4}_\\d{2}_id_idx")
        .doesNotContain("Seq Scan");
    assertThat(QueryPlan.of(pool, SetAsideFeedback.FIND)).doesNotContain("Seq Scan");
    assertThat(QueryPlan.of(pool, DeadLetters.FORGET)).doesNotContain("Seq Scan");
  }

  /** How often a body of the lead was read again. */
  private long rereads(CalledBackLead lead) {
    return pool.preparedQuery(
            "select count(*) as n from feedback where kind = 'reread' and lead_id = $1")
        .execute(Tuple.of(leadId(lead).value()))
        .map(rows -> rows.iterator().next().getLong("n"))
        .await()
        .atMost(PATIENCE);
  }

  private static boolean isOther(List<String> listed, String first) {
    return listed.size() == 1 && !listed.get(0).equals(first);
  }

  /** The id of a callback without a status. */
  private String unread(CalledBackLead lead) {
    int before = listed(lead).size();
    lead.callBack("{\"note\":\"" + SECRET + UUID.randomUUID() + "\"}");
    await().atMost(PATIENCE).until(() -> listed(lead).size() == before + 1);
    show(lead)
        .body("items[0].source", equalTo("callback"))
        .body("items[0].reason", equalTo("no status was found"));
    return listed(lead).get(0);
  }

  /**
   * As if the rules of reading found a status in the body now: it is replaced by one that has it.
   */
  private void improve(String letter, CalledBackLead lead, String body) {
    byte[] sealed = bodies.seal(leadId(lead), body.getBytes(UTF_8));
    pool.preparedQuery("update feedback set body = $2 where id = $1")
        .execute(Tuple.of(UUID.fromString(letter), Buffer.buffer(sealed)))
        .await()
        .atMost(PATIENCE);
  }

  private Feedback callback(CalledBackLead lead, String body) {
    byte[] sealed = bodies.seal(leadId(lead), body.getBytes(UTF_8));
    return new Feedback.Callback(Feedback.nextId(), leadId(lead), Instant.now(), null, sealed);
  }

  private void setAside(Feedback feedback) {
    pool.preparedQuery(
            "insert into outbox_set_aside (position, feedback_id, lead_id, payload, reason,"
                + " created_at) values (nextval('lead_event_position') + 1000000000, $1, $2, $3,"
                + " 'RecordTooLargeException', now())")
        .execute(
            Tuple.of(
                feedback.id(),
                feedback.leadId().value(),
                Buffer.buffer(FeedbackJson.write(feedback))))
        .await()
        .atMost(PATIENCE);
  }

  private void append(Feedback feedback) {
    outbox.append(List.of(feedback)).await().atMost(PATIENCE);
  }

  private void execute(String sql) {
    pool.query(sql).execute().await().atMost(PATIENCE);
  }

  private static LeadId leadId(CalledBackLead lead) {
    return new LeadId(UUID.fromString(lead.id()));
  }

  private ValidatableResponse retry(String letter) {
    return credentials.asAdministrator().post(LETTERS + "/" + letter + "/retry").then();
  }

  private ValidatableResponse discard(String letter, Map<String, ?> body) {
    return credentials
        .asAdministrator()
        .contentType(ContentType.JSON)
        .body(body)
        .post(LETTERS + letter + "/discard")
        .then();
  }

  /** The newest page, without the content of any body. */
  private ValidatableResponse show(CalledBackLead lead) {
    ValidatableResponse shown = credentials.asAdministrator().get(LETTERS).then().statusCode(200);
    assertThat(shown.extract().asString()).contains(lead.id()).doesNotContain(SECRET);
    return shown;
  }

  private List<String> listed(CalledBackLead lead) {
    return listed(leadId(lead));
  }

  private List<String> listed(LeadId lead) {
    return credentials
        .asAdministrator()
        .get(LETTERS + "?limit=500")
        .then()
        .extract()
        .path("items.findAll { it.lead_id == '%s' }.id".formatted(lead));
  }

  private List<String> actions(String subject) {
    return pool.preparedQuery("select action from audit_entry where subject = $1")
        .execute(Tuple.of(subject))
        .map(rows -> Batch.list(rows, row -> row.getString("action")))
        .await()
        .atMost(PATIENCE);
  }
}
