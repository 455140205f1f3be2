package io.leadloop.admin;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.leadloop.feedback.callback.CallbackTokens;
import io.leadloop.lead.LeadId;
import io.leadloop.simulator.SimulatedOplead;
import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.testing.Credentials;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.KafkaLogin;
import io.leadloop.testing.KafkaUser;
import io.leadloop.testing.Onboarding;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The administrator API as an administrator uses it, against a simulated Oplead. */
@GatewayTest
class AdministrationTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject Credentials credentials;
  @Inject Onboarding onboarding;
  @Inject Vertx vertx;
  @Inject Pool pool;
  @Inject CallbackTokens callbacks;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  private final String customer = "c-" + UUID.randomUUID();
  private final String provider = "p-" + UUID.randomUUID();
  private final String token = UUID.randomUUID().toString();
  private SimulatedOplead oplead;
  private String auditedBefore;

  @BeforeEach
  void startOplead() {
    oplead =
        new SimulatedOplead(
                vertx, SimulatorSettings.builder().statusDelay(Duration.ofMillis(50)).build())
            .startAndAwait();
    oplead.accept(token);
    auditedBefore = text("select pg_current_xact_id()::text || '-0'");
  }

  @AfterEach
  void stopOplead() {
    oplead.close();
  }

  @Test
  void onboardedCustomerAndProviderExchangeALead() {
    onboardCustomer(token).statusCode(201).body("oplead.token_set", is(true));
    String key = onboardProvider().extract().path("api_key");
    String lead = submit(key);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                admin()
                    .get("/admin/v1/leads/" + lead)
                    .then()
                    .body("state", is("forwarded"))
                    .body("provider", is(provider))
                    .body("status.code", is("won")));
    admin()
        .get("/admin/v1/leads?provider=" + provider + "&state=forwarded")
        .then()
        .body("items.id", contains(lead));
    admin()
        .get("/admin/v1/customers/" + customer)
        .then()
        .body("lane.state", is("open"))
        .body("lane.circuit", is("closed"));
  }

  /** Regression: Kafka had the passwords of the losers instead of the returned one. */
  @Test
  void concurrentOnboardingOfOneSlugReturnsAWorkingPassword() {
    List<CompletableFuture<JsonPath>> answers =
        IntStream.range(0, 4)
            .mapToObj(
                i -> CompletableFuture.supplyAsync(() -> onboardAnyProvider().extract().jsonPath()))
            .toList();
    List<String> passwords =
        answers.stream()
            .map(CompletableFuture::join)
            .map(answer -> answer.getString("kafka.password"))
            .filter(Objects::nonNull)
            .toList();
    assertThat(passwords).hasSize(1);
    KafkaUser user = new KafkaUser(KafkaLogin.of(kafka, "provider-" + provider, passwords.get(0)));
    await().atMost(PATIENCE).until(user::isLetIn);
  }

  private ValidatableResponse onboardAnyProvider() {
    return admin()
        .contentType(ContentType.JSON)
        .body(Map.of("slug", provider, "name", "Provider", "customers", List.of()))
        .post("/admin/v1/providers")
        .then();
  }

  @Test
  void tokenIsNeverShownAndCanBeVerified() {
    onboardCustomer("wrong-" + token)
        .statusCode(201)
        .header("Location", "/admin/v1/customers/" + customer)
        .body(not(containsString(token)))
        .body("oplead.token_hint", is("…" + token.substring(token.length() - 4)));
    verify().body("verification.said", containsString("the token is refused"));

    admin()
        .contentType(ContentType.JSON)
        .body(Map.of("token", token))
        .put("/admin/v1/customers/" + customer + "/token")
        .then()
        .statusCode(200)
        .body("verification", nullValue())
        .body("oplead.token_hint", is("…" + token.substring(token.length() - 4)));
    verify().body("verification.said", is("ok"));
    admin()
        .get("/admin/v1/audit?limit=500&after=" + auditedBefore)
        .then()
        .body(not(containsString(token)));
  }

  @Test
  void pausedCustomersLeadsWaitUntilItIsResumed() {
    onboardCustomer(token);
    String key = onboardProvider().extract().path("api_key");
    act("pause").body("lane.state", is("paused"));
    String lead = submit(key);
    await().atMost(PATIENCE).until(() -> state(lead).equals("held"));
    act("resume").body("lane.state", is("open"));
    await().atMost(PATIENCE).until(() -> state(lead).equals("forwarded"));
  }

  /** Regression: the member was ignored, and the customer paused without an end. */
  @Test
  void pauseWithAMemberIsRefusedAndAnEmptyObjectIsTaken() {
    onboardCustomer(token).statusCode(201);
    pause("{\"until\":\"2026-12-31\"}")
        .statusCode(422)
        .body("type", is("/problems/invalid-body"))
        .body("errors[0].pointer", is("/until"));
    admin()
        .get("/admin/v1/customers/" + customer)
        .then()
        .statusCode(200)
        .body("lane.state", is("open"));
    for (String body : List.of("{}", " { }\r\n", "null", "\n", "\uFEFF{}")) {
      pause(body).statusCode(200).body("lane.state", is("paused"));
      act("resume").body("lane.state", is("open"));
    }
  }

  private ValidatableResponse pause(String body) {
    return admin()
        .contentType(ContentType.JSON)
        .body(body.getBytes(UTF_8))
        .post("/admin/v1/customers/" + customer + "/pause")
        .then();
  }

  @Test
  void timeIsShownAsGiven() {
    onboardCustomer(token).statusCode(201);
    admin()
        .contentType(ContentType.JSON)
        .body(Map.of("shelf_life", "PT48H"))
        .patch("/admin/v1/customers/" + customer)
        .then()
        .statusCode(200)
        .body("shelf_life", is("PT48H"));
  }

  @Test
  void invalidMembersAreReportedIndividually() {
    admin()
        .contentType(ContentType.JSON)
        .body("{\"slug\":\"No Slug\",\"name\":\" \",\"oplead\":{},\"requests_per_minute\":0}")
        .post("/admin/v1/customers")
        .then()
        .statusCode(422)
        .body("type", is("/problems/invalid-body"))
        .body(
            "errors.pointer", contains("/name", "/oplead/token", "/requests_per_minute", "/slug"));
    admin()
        .contentType(ContentType.JSON)
        .body("{\"slug\":\"s\",\"colour\":\"blue\"}")
        .post("/admin/v1/customers")
        .then()
        .statusCode(422)
        .body("errors.pointer", contains("/colour"));
    admin()
        .contentType(ContentType.JSON)
        .body("{\"slug\":")
        .post("/admin/v1/customers")
        .then()
        .statusCode(400)
        .body("type", is("/problems/malformed-body"));
    onboardCustomer(token).statusCode(201);
    onboardCustomer(token).statusCode(409).body("type", is("/problems/slug-taken"));
  }

  /** Regression: Jackson converted them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/disabled | {'disabled':'true'}",
        "/disabled | {'disabled':1}",
        "/disabled | {'disabled':''}",
        "/name | {'name':true}",
        "/leads_per_minute | {'leads_per_minute':'60'}",
        "/burst | {'burst':''}",
      })
  void aValueOfAnotherTypeIsRejected(String pointer, String body) {
    onboarding.provider(provider);
    admin()
        .contentType(ContentType.JSON)
        .body(body.replace('\'', '"'))
        .patch("/admin/v1/providers/" + provider)
        .then()
        .statusCode(422)
        .body("errors.pointer", contains(pointer));
    admin().get("/admin/v1/providers/" + provider).then().body("disabled", is(false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1995862600", "\"1995862600\"", "\"2033-04-01\"", "\"\"", "true"})
  void aKeyExpiresAtATimeOfRfc3339(String time) {
    onboarding.provider(provider);
    admin()
        .contentType(ContentType.JSON)
        .body("{\"expires_at\":" + time + "}")
        .post("/admin/v1/providers/" + provider + "/keys")
        .then()
        .statusCode(422)
        .body("errors.pointer", contains("/expires_at"));
    admin()
        .contentType(ContentType.JSON)
        .body("{\"expires_at\":\"2033-04-01T01:30:00+01:00\"}")
        .post("/admin/v1/providers/" + provider + "/keys")
        .then()
        .statusCode(201)
        .body("expires_at", is("2033-04-01T00:30:00Z"));
  }

  @Test
  void anElementIsNamedByItsPointer() {
    admin()
        .contentType(ContentType.JSON)
        .body("{\"slug\":\"" + provider + "\",\"name\":\"P\",\"customers\":[null]}")
        .post("/admin/v1/providers")
        .then()
        .statusCode(422)
        .body("errors.pointer", contains("/customers/0"));
  }

  @Test
  void providerOfAnUnknownCustomerIsRejected() {
    admin()
        .contentType(ContentType.JSON)
        .body(Map.of("slug", provider, "name", "P", "customers", List.of("nobody")))
        .post("/admin/v1/providers")
        .then()
        .statusCode(422)
        .body("errors.pointer", contains("/customers/0"));
    admin().get("/admin/v1/providers/" + provider).then().statusCode(404);
  }

  @Test
  void keysAreIndependentUntilRevoked() {
    onboardCustomer(token);
    String first = onboardProvider().extract().path("api_key");
    String second =
        admin()
            .contentType(ContentType.JSON)
            .body(Map.of("name", "website"))
            .post("/admin/v1/providers/" + provider + "/keys")
            .then()
            .statusCode(201)
            .extract()
            .path("api_key");
    String third =
        admin()
            .noContentType()
            .post("/admin/v1/providers/" + provider + "/keys")
            .then()
            .extract()
            .path("api_key");
    assertThat(List.of(first, second, third)).allMatch(key -> me(key) == 200);

    String id = first.split("_")[1];
    admin().delete("/admin/v1/providers/" + provider + "/keys/" + id).then().statusCode(204);
    assertThat(me(first)).isEqualTo(401);
    assertThat(me(second)).isEqualTo(200);
    admin()
        .get("/admin/v1/providers/" + provider)
        .then()
        .body("keys.name", contains("website", null))
        .body("keys.api_key", contains(null, null));
    admin().delete("/admin/v1/providers/" + provider + "/keys/unknown").then().statusCode(404);
  }

  @Test
  void disabledProviderIsRejectedUntilEnabled() {
    onboardCustomer(token);
    String key = onboardProvider().extract().path("api_key");
    assertThat(me(key)).isEqualTo(200);
    patchProvider(Map.of("disabled", true)).body("disabled", is(true));
    assertThat(me(key)).isEqualTo(401);
    patchProvider(Map.of("disabled", false)).body("disabled", is(false));
    assertThat(me(key)).isEqualTo(200);
  }

  /** Regression: a grant was noticed seconds after it was answered. */
  @Test
  void grantsTakeEffectAtOnce() {
    onboardCustomer(token);
    String key = onboardProvider().extract().path("api_key");
    String grant = "/admin/v1/providers/" + provider + "/customers/" + customer;
    for (int i = 0; i < 3; i++) {
      assertThat(submission(key).statusCode()).isEqualTo(202);
      admin().delete(grant).then().statusCode(204);
      assertThat(submission(key).statusCode()).isEqualTo(403);
      admin().put(grant).then().statusCode(204);
    }
  }

  @Test
  void heldLeadCanBeRetriedAndForwardedLeadCannot() {
    onboardCustomer(token);
    String key = onboardProvider().extract().path("api_key");
    act("pause");
    String lead = submit(key);
    await().atMost(PATIENCE).until(() -> state(lead).equals("held"));
    retry(lead).statusCode(200).body("state", is("queued")).body("attempts", is(0));
    act("resume");
    await().atMost(PATIENCE).until(() -> state(lead).equals("forwarded"));
    retry(lead).statusCode(409).body("type", is("/problems/not-retryable"));
    assertThat(audited("leads/" + lead)).containsExactly("lead.retry");
    assertThat(text("select before from audit_entry where subject = 'leads/" + lead + "'"))
        .as("no text, which no erasure would reach")
        .contains("\"state\":\"held\"")
        .doesNotContain("paused");
    assertThat(oplead.ledger().requests()).hasSize(1);
  }

  @Test
  void kafkaAccountIsRotatedCheckedAndRemoved() {
    onboardCustomer(token);
    String first = onboardProvider().extract().path("kafka.password");
    String account = "/admin/v1/providers/" + provider;
    admin()
        .post(account + "/kafka-account")
        .then()
        .statusCode(200)
        .body("username", is("provider-" + provider))
        .body("password", not(is(first)));
    admin().post(account + "/check").then().statusCode(200).body("ok", is(true));
    admin().delete(account + "/kafka-account").then().statusCode(204);
    admin().post(account + "/check").then().statusCode(200).body("ok", is(false));
    assertThat(audited("providers/" + provider))
        .containsExactly(
            "provider.create",
            "provider.kafka.rotate",
            "provider.check",
            "provider.kafka.remove",
            "provider.check");
  }

  @Test
  void concurrentUseOfOneSlugIsRejectedForOneCaller() {
    List<Integer> answers =
        IntStream.range(0, 8)
            .parallel()
            .mapToObj(i -> onboardCustomer(token).extract().statusCode())
            .sorted()
            .toList();
    assertThat(answers).containsExactly(201, 409, 409, 409, 409, 409, 409, 409);
  }

  @Test
  void erasureByTheProviderIsAudited() {
    onboardCustomer(token);
    String key = onboardProvider().extract().path("api_key");
    act("pause");
    String lead = submit(key);
    await().atMost(PATIENCE).until(() -> state(lead).equals("held"));
    given()
        .header("Authorization", "Bearer " + key)
        .delete("/v1/leads/" + lead)
        .then()
        .statusCode(204);
    assertThat(audited("leads/" + lead)).containsExactly("lead.erase");
  }

  @Test
  void erasedLeadCannotBeRetried() {
    onboardCustomer(token);
    String key = onboardProvider().extract().path("api_key");
    act("pause");
    String lead = submit(key);
    await().atMost(PATIENCE).until(() -> state(lead).equals("held"));
    admin()
        .delete("/admin/v1/leads/" + lead)
        .then()
        .statusCode(200)
        .body("state", is("expired"))
        .body("erased_at", notNullValue());
    retry(lead).statusCode(409).body("type", is("/problems/not-retryable"));
    assertThat(count("select count(*) from lead where id = '" + lead + "' and document is null"))
        .isEqualTo(1);
  }

  @Test
  void responseAboutAnErasedLeadIsReportedAndNotStored() {
    onboardCustomer(token);
    String lead = submit(onboardProvider().extract().path("api_key"));
    await().atMost(PATIENCE).until(() -> "won".equals(status(lead)));
    String bodies =
        "select count(*) from feedback where body is not null and lead_id = '%s'".formatted(lead);
    assertThat(count(bodies)).isPositive();
    admin().delete("/admin/v1/leads/" + lead).then().statusCode(200).body("state", is("forwarded"));
    assertThat(count(bodies)).isZero();

    String callback = callbacks.addressFor(new LeadId(UUID.fromString(lead))).getPath();
    given().contentType(ContentType.JSON).body(Map.of("status", "Perdu")).post(callback);
    await().atMost(PATIENCE).until(() -> "lost".equals(status(lead)));
    assertThat(count(bodies)).isZero();
  }

  @Test
  void auditRecordsChangesAndIsImmutable() {
    onboardCustomer(token);
    act("pause");
    await().atMost(PATIENCE).until(() -> audited("customers/" + customer).size() == 2);
    List<Map<String, Object>> own =
        admin()
            .get("/admin/v1/audit?limit=500&after=" + auditedBefore)
            .then()
            .extract()
            .path("items.findAll { it.subject == 'customers/" + customer + "' }");
    assertThat(own)
        .extracting(entry -> entry.get("action"))
        .containsExactly("customer.create", "customer.pause");
    assertThat(own)
        .allSatisfy(
            entry -> {
              assertThat((String) entry.get("actor"))
                  .matches("lla_[a-z0-9]+_\\*\\*\\* \\(Marie\\)");
              assertThat(entry.get("address")).isNotNull();
              assertThat(entry.get("time")).isNotNull();
            });
    assertThat(own.get(0).get("before")).isNull();
    for (String change :
        List.of(
            "update audit_entry set actor = 'x'",
            "delete from audit_entry",
            "truncate audit_entry")) {
      assertThatThrownBy(() -> run(change)).hasMessageContaining("permission denied");
      assertThatThrownBy(() -> run("grant all on audit_entry to current_user", change))
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  void administratorKeyIsShownOnceAndRevoked() {
    String key =
        admin()
            .contentType(ContentType.JSON)
            .body(Map.of("name", "Paul"))
            .post("/admin/v1/keys")
            .then()
            .statusCode(201)
            .extract()
            .path("api_key");
    given()
        .header("Authorization", "Bearer " + key)
        .get("/admin/v1/keys")
        .then()
        .statusCode(200)
        .body(not(containsString(key)));
    admin().delete("/admin/v1/keys/" + key.split("_")[1]).then().statusCode(204);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                given().header("Authorization", "Bearer " + key).get("/admin/v1/keys").statusCode()
                    == 401);
  }

  private ValidatableResponse onboardCustomer(String token) {
    return admin()
        .contentType(ContentType.JSON)
        .body(
            Map.of(
                "slug",
                customer,
                "name",
                "Cuisines",
                "oplead",
                Map.of("base_url", oplead.baseUrl().toString(), "token", token)))
        .post("/admin/v1/customers")
        .then();
  }

  private ValidatableResponse onboardProvider() {
    return admin()
        .contentType(ContentType.JSON)
        .body(Map.of("slug", provider, "name", "Atelier", "customers", List.of(customer)))
        .post("/admin/v1/providers")
        .then()
        .statusCode(201)
        .body("customers", contains(customer))
        .body("kafka.topic", equalTo("leadloop.status." + provider));
  }

  private ValidatableResponse retry(String lead) {
    return admin().post("/admin/v1/leads/" + lead + "/retry").then();
  }

  /** The audited actions on the subject, in order. */
  private List<String> audited(String subject) {
    // Entries are listed up to the oldest transaction in flight.
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                count(
                        "select count(*) from audit_entry"
                            + " where transaction >= pg_snapshot_xmin(pg_current_snapshot())")
                    == 0);
    return admin()
        .get("/admin/v1/audit?limit=500&after=" + auditedBefore)
        .path("items.findAll { it.subject == '%s' }.action".formatted(subject));
  }

  private ValidatableResponse patchProvider(Map<String, Object> patch) {
    return admin()
        .contentType(ContentType.JSON)
        .body(patch)
        .patch("/admin/v1/providers/" + provider)
        .then()
        .statusCode(200);
  }

  private ValidatableResponse act(String what) {
    return admin().post("/admin/v1/customers/" + customer + "/" + what).then().statusCode(200);
  }

  private ValidatableResponse verify() {
    return act("verify");
  }

  private String submit(String key) {
    return submission(key).then().statusCode(202).extract().path("id");
  }

  private io.restassured.response.Response submission(String key) {
    return given()
        .header("Authorization", "Bearer " + key)
        .contentType(ContentType.JSON)
        .body(Map.of("customer", customer, "lead", Map.of("lastname", "Dupont", "phone", "060102")))
        .post("/v1/leads");
  }

  private String state(String lead) {
    return admin().get("/admin/v1/leads/" + lead).path("state");
  }

  private String status(String lead) {
    return admin().get("/admin/v1/leads/" + lead).path("status.code");
  }

  private static int me(String key) {
    return given().header("Authorization", "Bearer " + key).get("/v1/me").statusCode();
  }

  /** Atomic. */
  private void run(String... statements) {
    pool.withTransaction(tx -> tx.query(String.join("; ", statements)).execute())
        .await()
        .atMost(PATIENCE);
  }

  private String text(String query) {
    return pool.query(query).execute().await().atMost(PATIENCE).iterator().next().getString(0);
  }

  private long count(String query) {
    return pool.query(query).execute().await().atMost(PATIENCE).iterator().next().getLong(0);
  }

  private RequestSpecification admin() {
    return credentials.asAdministrator();
  }
}
