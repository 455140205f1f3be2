package io.leadloop;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.simulator.SimulatedOplead;
import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.simulator.fault.FaultAction;
import io.leadloop.simulator.fault.FaultRule;
import io.leadloop.simulator.fault.FaultTarget;
import io.leadloop.simulator.ledger.RecordedDocument;
import io.leadloop.testing.Credentials;
import io.leadloop.testing.Documents;
import io.leadloop.testing.GatewayTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * All uses of a customer's token from onboarding on, within one small quota: leads, documents,
 * statuses, subscriptions, and polling of overdue leads.
 */
@GatewayTest
class WholeLoopTest {
  private static final int QUOTA = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String TYPE = "io.leadloop.lead.";

  @Inject Credentials credentials;
  @Inject Vertx vertx;
  @Inject Pool pool;

  @ConfigProperty(name = "leadloop.lane.window")
  Duration window;

  private final String customer = "c-" + UUID.randomUUID();
  private final String provider = "p-" + UUID.randomUUID();
  private final String token = UUID.randomUUID().toString();
  private SimulatedOplead oplead;
  private String key;

  @BeforeEach
  void start() {
    oplead =
        new SimulatedOplead(
            vertx,
            SimulatorSettings.builder()
                .quota(1_000_000)
                .statuses("Nouveau", "Rendez-vous")
                .statusDelay(Duration.ofMillis(200))
                .build());
    oplead.accept(token);
    oplead.startAndAwait();
    onboard();
  }

  @AfterEach
  void close() {
    oplead.close();
  }

  @Test
  void allCallsOfACustomerShareOneQuota() {
    String lead = submit("Dupont");
    attach(lead, Documents.pdf(1, 70_000));
    attach(lead, Documents.png());
    set(lead, "in_progress");
    awaitEvents(lead, "document-delivered.v1", 2);
    awaitEvents(lead, "status-accepted.v1", 1);
    awaitEvents(lead, "assigned.v1", 1);
    awaitEvents(lead, "appointment-updated.v1", 1);
    assertThat(delivered(lead))
        .containsExactly(
            Documents.sha256(Documents.pdf(1, 70_000)), Documents.sha256(Documents.png()));

    oplead.fault(token, FaultRule.always(FaultTarget.CALLBACK, new FaultAction.Silence()));
    oplead.fault(token, FaultRule.always(FaultTarget.NOTIFICATION, new FaultAction.Silence()));
    String silent = submit("Durand");
    awaitEvents(silent, "forwarded.v1", 1);
    feedbackOverdue(silent);
    awaitEvents(silent, "feedback-overdue.v1", 1);
    await()
        .atMost(PATIENCE)
        .until(() -> events(silent).getList("items.data.origin").contains("poll"));

    assertThat(oplead.ledger().mostArrivals(token, window)).isLessThanOrEqualTo(QUOTA);
    assertThat(sequences(lead)).isSorted().doesNotHaveDuplicates();
    assertThat(types(lead)).startsWith(TYPE + "forwarded.v1");
  }

  private void onboard() {
    admin()
        .body(
            Map.of(
                "slug",
                customer,
                "name",
                "Customer",
                "oplead",
                Map.of("base_url", oplead.baseUrl().toString(), "token", token),
                "requests_per_minute",
                QUOTA,
                "subscribe",
                List.of("assigned", "status", "appointment")))
        .post("/admin/v1/customers")
        .then()
        .statusCode(201);
    key =
        admin()
            .body(Map.of("slug", provider, "name", "Provider", "customers", List.of(customer)))
            .post("/admin/v1/providers")
            .then()
            .statusCode(201)
            .extract()
            .path("api_key");
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                admin()
                    .get("/admin/v1/customers/" + customer + "/subscriptions")
                    .jsonPath()
                    .getList("items.state")
                    .equals(List.of("active", "active", "active")));
  }

  private String submit(String name) {
    return asProvider()
        .contentType(ContentType.JSON)
        .body(Map.of("customer", customer, "lead", Map.of("lastname", name, "phone", "0601020304")))
        .post("/v1/leads")
        .then()
        .statusCode(202)
        .extract()
        .path("id");
  }

  private void attach(String lead, byte[] document) {
    asProvider()
        .multiPart("file", "document", document)
        .post("/v1/leads/" + lead + "/documents")
        .then()
        .statusCode(202);
  }

  private void set(String lead, String status) {
    asProvider()
        .contentType(ContentType.JSON)
        .body(Map.of("status", status))
        .put("/v1/leads/" + lead + "/status")
        .then()
        .statusCode(202);
  }

  /** Makes its feedback overdue. */
  private void feedbackOverdue(String lead) {
    pool.preparedQuery("update awaited_feedback set silent_until = now() where lead_id = $1")
        .execute(Tuple.of(UUID.fromString(lead)))
        .await()
        .atMost(PATIENCE);
  }

  private List<String> delivered(String lead) {
    String opleadId = asProvider().get("/v1/leads/" + lead).path("oplead_id");
    return oplead.ledger().documents(opleadId).stream().map(RecordedDocument::sha256).toList();
  }

  private void awaitEvents(String lead, String type, int count) {
    await()
        .atMost(PATIENCE)
        .until(() -> types(lead).stream().filter((TYPE + type)::equals).count() >= count);
  }

  private List<String> types(String lead) {
    return events(lead).getList("items.type");
  }

  private List<Integer> sequences(String lead) {
    return events(lead).getList("items.data.sequence");
  }

  private JsonPath events(String lead) {
    return asProvider().get("/v1/leads/" + lead + "/events").jsonPath();
  }

  private RequestSpecification asProvider() {
    return given().header("Authorization", "Bearer " + key);
  }

  private RequestSpecification admin() {
    return credentials.asAdministrator().contentType(ContentType.JSON);
  }
}
