package io.leadloop.feedback.label;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.feedback.callback.CallbackTokens;
import io.leadloop.store.Batch;
import io.leadloop.testing.AdminCommandLine;
import io.leadloop.testing.CalledBackLead;
import io.leadloop.testing.Credentials;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import io.leadloop.testing.QueryPlan;
import io.leadloop.testing.TopicReader;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Labels that get their codes while the gateway runs, and the leads that had them before. */
@GatewayTest
class LabelMappingTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String LABELS = "/admin/v1/statuses/labels";
  private static final ObjectMapper JSON = new ObjectMapper();

  @Inject Onboarding onboarding;
  @Inject CallbackTokens tokens;
  @Inject Credentials credentials;
  @Inject Pool pool;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "leadloop.public-url")
  String gateway;

  /** Without digits: a number makes a label suspect. */
  private final String label = "Signé " + letters(UUID.randomUUID());

  @Test
  void aMappedLabelHasItsCodeFromTheNextCallbackOnAndALeadThatHadItIsCorrectedOnce()
      throws IOException {
    CalledBackLead lead = CalledBackLead.submit(onboarding, tokens);
    CalledBackLead movedOn = CalledBackLead.submit(onboarding, tokens);
    lead.callBack(status(label));
    movedOn.callBack(status(label));
    movedOn.callBack(status("Perdu"));
    TopicReader.readExactly(kafka, lead.topic(), 2);
    TopicReader.readExactly(kafka, movedOn.topic(), 3);
    assertThat(lead.statusCode()).isEqualTo("other");

    String id = map(label, null, "won");
    assertThat(unknown()).doesNotContain(label);
    CalledBackLead next = CalledBackLead.submit(onboarding, tokens);
    next.callBack(status(label.toUpperCase(Locale.FRENCH)));
    await().atMost(PATIENCE).until(() -> "won".equals(next.statusCode()));
    assertThat(lead.statusCode()).as("not without a correction").isEqualTo("other");

    assertThat(outlook(id).<Integer>path("leads")).isEqualTo(1);
    correct(id);
    JsonNode corrected =
        JSON.readTree(TopicReader.readExactly(kafka, lead.topic(), 3).get(2).value());
    assertThat(corrected.at("/sequence").asInt()).isEqualTo(3);
    assertThat(corrected.at("/correction").asBoolean()).isTrue();
    assertThat(corrected.at("/status/code").asText()).isEqualTo("won");
    assertThat(corrected.at("/status/label").asText()).isEqualTo(label);
    assertThat(corrected.at("/previous_status/code").asText()).isEqualTo("other");
    assertThat(corrected.at("/previous_status/label").asText()).isEqualTo(label);
    assertThat(corrected.at("/status/at")).isEqualTo(corrected.at("/previous_status/at"));
    assertThat(lead.statusCode()).isEqualTo("won");

    assertThat(outlook(id).<Integer>path("leads")).isZero();
    correct(id);
    assertThat(outlook(id).<Integer>path("correction.corrected")).isZero();
    TopicReader.readExactly(kafka, lead.topic(), 3);
    TopicReader.readExactly(kafka, movedOn.topic(), 3);
    TopicReader.readExactly(kafka, next.topic(), 2);
    assertThat(movedOn.statusCode()).isEqualTo("lost");
  }

  @Test
  void aCustomersOwnMappingPrecedesThatOfAllAndConcernsNoOther() {
    Onboarding.Pair own = onboarding.providerWithCustomer();
    CalledBackLead itsLead = CalledBackLead.submit(own, "first", tokens);
    CalledBackLead otherLead = CalledBackLead.submit(onboarding, tokens);
    itsLead.callBack(status(label));
    otherLead.callBack(status(label));
    TopicReader.readExactly(kafka, itsLead.topic(), 2);
    TopicReader.readExactly(kafka, otherLead.topic(), 2);

    String ofCustomer = map(label, own.customer().slug(), "won");
    assertThat(unknown()).as("the other customer has it still").contains(label);
    String ofAll = map(label, null, "lost");
    assertThat(outlook(ofAll).<Integer>path("leads")).isEqualTo(1);
    correct(ofAll);
    await().atMost(PATIENCE).until(() -> "lost".equals(otherLead.statusCode()));
    assertThat(itsLead.statusCode()).isEqualTo("other");
    correct(ofCustomer);
    await().atMost(PATIENCE).until(() -> "won".equals(itsLead.statusCode()));
    TopicReader.readExactly(kafka, otherLead.topic(), 3);
  }

  @Test
  void withoutItsMappingALabelIsOtherAgainAndItsLeadsKeepTheirCode() {
    String id = map(label, null, "nursery");
    CalledBackLead before = CalledBackLead.submit(onboarding, tokens);
    before.callBack(status(label));
    await().atMost(PATIENCE).until(() -> "nursery".equals(before.statusCode()));

    credentials.asAdministrator().delete(LABELS + "/" + id).then().statusCode(204);
    CalledBackLead after = CalledBackLead.submit(onboarding, tokens);
    after.callBack(status(label));
    await().atMost(PATIENCE).until(() -> "other".equals(after.statusCode()));
    assertThat(before.statusCode()).isEqualTo("nursery");
    assertThat(unknown()).contains(label);
    credentials.asAdministrator().delete(LABELS + "/" + id).then().statusCode(404);
    credentials.asAdministrator().get(LABELS + "/" + id + "/correction").then().statusCode(404);
  }

  @Test
  void anUnknownLabelIsListedWithTheCustomersThatHaveItAndHowOften() {
    Onboarding.Pair pair = onboarding.providerWithCustomer();
    CalledBackLead lead = CalledBackLead.submit(pair, "first", tokens);
    lead.callBack(status(label));
    lead.callBack(status("Perdu"));
    lead.callBack(status(label));
    String sender = "items.find { it.label == '%s' }.customers[0]".formatted(label);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                credentials
                    .asAdministrator()
                    .get("/admin/v1/statuses/unknown")
                    .then()
                    .body(sender + ".customer", equalTo(pair.customer().slug()))
                    .body(sender + ".times", equalTo(2)));
  }

  @ParameterizedTest
  @CsvSource({
    "Perdu, , won, /label, API profile",
    "'?!', , won, /label, letter or a digit",
    "Signé ailleurs, no-such-customer, won, /customer, is no customer",
    "Signé ailleurs, Not A Slug, won, /customer, lower-case",
    "Signé ailleurs, , other, /code, other than other",
    "Signé ailleurs, , signed, /code, must be a code",
    "Signé ailleurs, , , /code, null"
  })
  void whatCannotBeMappedIsExplained(
      String text, String customer, String code, String pointer, String detail) {
    put(text, customer, code)
        .statusCode(422)
        .body("errors[0].pointer", equalTo(pointer))
        .body("errors[0].detail", containsString(detail));
  }

  @Test
  void mappingTheSameLabelAgainChangesItsCode() {
    String id = map(label, null, "won");
    assertThat(map(label.toUpperCase(Locale.FRENCH), null, "lost")).isEqualTo(id);
    CalledBackLead lead = CalledBackLead.submit(onboarding, tokens);
    lead.callBack(status(label));
    await().atMost(PATIENCE).until(() -> "lost".equals(lead.statusCode()));
  }

  @Test
  void theCommandLineDoesTheSame() {
    AdminCommandLine admin =
        AdminCommandLine.inThisProcess(gateway, credentials.of("ADMINISTRATOR_KEY").orElseThrow());
    String id = admin.run("status", "map", label, "--code", "quote_to_do").get("id").asText();
    assertThat(admin.end("status", "labels").out()).contains(id, label);
    assertThat(admin.run("status", "correct", id, "--dry-run").get("leads").asInt()).isZero();
    JsonNode started = admin.run("status", "correct", id);
    assertThat(started.at("/correction/planned").asInt()).isZero();
    assertThat(admin.run("status", "correct", id, "--cancel").at("/correction/state").asText())
        .isIn("cancelled", "done");
    assertThat(admin.end("status", "unmap", id).status()).isZero();
    assertThat(admin.end("status", "labels").out()).doesNotContain(id);
    assertThat(admin.end("status", "unknown").status()).isZero();
  }

  @Test
  void eachChangeIsInTheAudit() {
    String id = map(label, null, "won");
    correct(id);
    credentials.asAdministrator().delete(LABELS + "/" + id).then().statusCode(204);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(actions("statuses/labels/" + id))
                    .containsExactly("status.map", "status.correct", "status.unmap"));
  }

  @Test
  void theLeadsOfALabelAreFoundByIndex() {
    for (String statement : List.of(CorrectionTask.NEXT, CorrectionTask.NEXT_OF_CUSTOMER)) {
      assertThat(QueryPlan.of(pool, statement))
          .contains("unmapped_lead_by_")
          .doesNotContain("Seq Scan", "Sort");
    }
    assertThat(QueryPlan.of(pool, LabelCorrections.WAITING))
        .contains("unmapped_lead")
        .doesNotContain("Seq Scan on unmapped_lead", "Sort");
  }

  /** Starts a correction and waits until it has ended. */
  private void correct(String id) {
    credentials
        .asAdministrator()
        .post(LABELS + "/" + id + "/correction")
        .then()
        .statusCode(200)
        .body("correction.state", equalTo("running"));
    await()
        .atMost(PATIENCE)
        .until(() -> outlook(id).<String>path("correction.state").equals("done"));
  }

  private Response outlook(String id) {
    return credentials.asAdministrator().get(LABELS + "/" + id + "/correction");
  }

  private String map(String text, String customer, String code) {
    return put(text, customer, code)
        .statusCode(200)
        .body("label", equalTo(text))
        .body("customer", equalTo(customer))
        .body("code", equalTo(code))
        .extract()
        .path("id");
  }

  private ValidatableResponse put(String text, String customer, String code) {
    Map<String, String> body = new HashMap<>();
    body.put("label", text);
    body.put("customer", customer);
    body.put("code", code);
    return credentials
        .asAdministrator()
        .contentType(ContentType.JSON)
        .body(body)
        .put(LABELS)
        .then();
  }

  private List<String> unknown() {
    return credentials.asAdministrator().get("/admin/v1/statuses/unknown").path("items.label");
  }

  private List<String> actions(String subject) {
    return pool.preparedQuery(
            "select action from audit_entry where subject = $1 order by transaction, position")
        .execute(Tuple.of(subject))
        .map(rows -> Batch.list(rows, row -> row.getString("action")))
        .await()
        .atMost(PATIENCE);
  }

  private static String status(String label) {
    return "{\"status\":\"" + label + "\"}";
  }

  private static String letters(UUID id) {
    return id.toString()
        .chars()
        .filter(c -> c != '-')
        .mapToObj(c -> Character.toString('a' + Character.digit(c, 16)))
        .collect(joining());
  }
}
