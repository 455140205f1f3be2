package io.leadloop.subscription;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.leadloop.simulator.SimulatedOplead;
import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.simulator.fault.FaultAction;
import io.leadloop.simulator.fault.FaultRule;
import io.leadloop.simulator.fault.FaultTarget;
import io.leadloop.testing.Credentials;
import io.leadloop.testing.GatewayTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Subscriptions set by an administrator appear at a simulated Oplead. */
@GatewayTest
class SubscriptionTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int QUOTA = 20;
  private static final String ADDRESS = "/callbacks/subscriptions/";

  @Inject Credentials credentials;
  @Inject Vertx vertx;
  @Inject Pool pool;

  @ConfigProperty(name = "leadloop.lane.window")
  Duration window;

  private final String slug = "c-" + UUID.randomUUID();
  private final String token = UUID.randomUUID().toString();
  private SimulatedOplead oplead;

  @BeforeEach
  void start() {
    oplead = new SimulatedOplead(vertx, SimulatorSettings.builder().quota(1_000_000).build());
    oplead.accept(token);
    oplead.startAndAwait();
  }

  @AfterEach
  void close() {
    oplead.close();
  }

  @Test
  void onboardedCustomerIsSubscribedAsRequested() {
    onboard("assigned", "appointment");
    awaitStates(Map.of("assigned", "active", "appointment", "active"));
    assertThat(events()).containsExactlyInAnyOrder("lead_assigned", "appointment_updated");
    assertThat(atOplead().getList("url", String.class)).allMatch(url -> url.contains(ADDRESS));
    assertThat(list().getList("items.oplead_id")).containsExactlyInAnyOrderElementsOf(ids());
    assertThat(list().prettify()).doesNotContain(ADDRESS);
  }

  @Test
  void subscriptionIsAddedAndCancelled() {
    onboard("assigned");
    admin().put(one("status")).then().statusCode(200).body("state", is("pending"));
    awaitStates(Map.of("assigned", "active", "status", "active"));
    String made = one("status");
    admin().put(made).then().statusCode(200).body("state", is("active"));
    admin().delete(made).then().statusCode(200).body("state", is("ending"));
    awaitStates(Map.of("assigned", "active"));
    assertThat(events()).containsExactly("lead_assigned");
    admin().delete(made).then().statusCode(404);
    admin().post(made + "/renew").then().statusCode(404);
  }

  @Test
  void lostSubscriptionIsRecreatedAndForeignOnesAreKept() {
    onboard("status");
    awaitStates(Map.of("status", "active"));
    String ours = ids().get(0);
    asOplead().delete(oplead.baseUrl() + "/subscriptions/" + ours).then().statusCode(204);
    subscribeByHand("lead_status_changed", "https://elsewhere.example/hook");
    subscribeByHand("lead_assigned", "https://gw.example" + ADDRESS + "A".repeat(46));
    checkNow();
    await().atMost(PATIENCE).until(() -> ids().size() == 3);
    assertThat(ids()).doesNotContain(ours);
    await().atMost(PATIENCE).until(() -> ids().contains(list().getString("items[0].oplead_id")));
  }

  @Test
  void addressUnderAnotherPublicUrlIsReplaced() {
    onboard("status");
    awaitStates(Map.of("status", "active"));
    String url = atOplead().getString("[0].url");
    String moved = "https://old.example" + url.substring(url.indexOf(ADDRESS));
    subscribeByHand("lead_status_changed", moved);
    asOplead().delete(oplead.baseUrl() + "/subscriptions/" + ids().get(0));
    checkNow();
    await().atMost(PATIENCE).until(() -> atOplead().getList("url").equals(List.of(url)));
  }

  @Test
  void renewedSubscriptionIsRecreated() {
    onboard("status");
    awaitStates(Map.of("status", "active"));
    long made = posts();
    admin().post(one("status") + "/renew").then().statusCode(200).body("state", is("pending"));
    awaitStates(Map.of("status", "active"));
    assertThat(posts()).isEqualTo(made + 1);
    assertThat(ids()).hasSize(1);
  }

  @Test
  void failureIsReportedAndRetriedWithinTheQuota() {
    oplead.fault(
        token, FaultRule.always(FaultTarget.SUBSCRIPTION, new FaultAction.AnswerWith(500)));
    onboard("status");
    await().atMost(PATIENCE).until(() -> list().getString("items[0].last_error") != null);
    assertThat(list().getString("items[0].state")).isEqualTo("pending");
    oplead.clearFaults(token);
    awaitStates(Map.of("status", "active"));
    assertThat(list().getString("items[0].last_error")).isNull();
    assertThat(oplead.ledger().mostArrivals(token, window)).isLessThanOrEqualTo(QUOTA);
  }

  @Test
  void pausedCustomerIsNotCalled() {
    onboard();
    admin().post("/admin/v1/customers/" + slug + "/pause").then().statusCode(200);
    admin().put(one("status")).then().statusCode(200);
    await().atMost(PATIENCE).until(() -> list().getString("items[0].last_error") != null);
    assertThat(oplead.ledger().requests()).isEmpty();
    admin().post("/admin/v1/customers/" + slug + "/resume").then().statusCode(200);
    awaitStates(Map.of("status", "active"));
  }

  @Test
  void concurrentRequestsCreateOneSubscription() {
    onboard();
    List<Integer> answers =
        IntStream.range(0, 8)
            .parallel()
            .mapToObj(i -> admin().put(one("status")).statusCode())
            .toList();
    assertThat(answers).containsOnly(200);
    awaitStates(Map.of("status", "active"));
    assertThat(ids()).hasSize(1);
  }

  @Test
  void undecryptableTokenDoesNotBlockOtherCustomers() {
    onboard();
    pool.preparedQuery("update customer set oplead_token = '\\x00' where slug = $1")
        .execute(Tuple.of(slug))
        .await()
        .atMost(PATIENCE);
    admin().put(one("status")).then().statusCode(200);
    await().atMost(PATIENCE).until(() -> list().getString("items[0].last_error") != null);
    assertThat(list().getString("items[0].last_error")).isEqualTo("SealBrokenException");
  }

  @Test
  void responseWithoutListIsReported() {
    onboard();
    oplead.fault(
        token,
        FaultRule.always(
            FaultTarget.SUBSCRIPTION,
            new FaultAction.AnswerWith(200, Optional.empty(), Optional.of("{}"))));
    admin().put(one("status")).then().statusCode(200);
    await().atMost(PATIENCE).until(() -> list().getString("items[0].last_error") != null);
    assertThat(list().getString("items[0].last_error")).contains("not a list");
  }

  @Test
  void cancellationIsAuditedWithItsPreviousState() {
    onboard("status");
    awaitStates(Map.of("status", "active"));
    admin().delete(one("status")).then().statusCode(200);
    String before =
        pool.preparedQuery(
                "select before::text from audit_entry where action = $1 and subject like $2")
            .execute(Tuple.of("customer.subscription.end", "customers/" + slug + "/%"))
            .await()
            .atMost(PATIENCE)
            .iterator()
            .next()
            .getString(0);
    assertThat(before).contains("active");
  }

  @Test
  void unknownKindIsRejected() {
    onboarding("everything")
        .statusCode(422)
        .body("errors[0].pointer", containsString("/subscribe/0"));
    onboard();
    admin().put(one("everything")).then().statusCode(404);
    admin().get("/admin/v1/customers/nobody/subscriptions").then().statusCode(404);
    assertThat(list().getList("items")).isEmpty();
  }

  private void onboard(String... kinds) {
    onboarding(kinds).statusCode(201);
  }

  private ValidatableResponse onboarding(String... kinds) {
    Map<String, String> access = Map.of("base_url", oplead.baseUrl().toString(), "token", token);
    return admin()
        .contentType(ContentType.JSON)
        .body(
            Map.of(
                "slug",
                slug,
                "name",
                "Customer",
                "oplead",
                access,
                "requests_per_minute",
                QUOTA,
                "subscribe",
                kinds))
        .post("/admin/v1/customers")
        .then();
  }

  private void awaitStates(Map<String, String> states) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              JsonPath list = list();
              List<String> kinds = list.getList("items.kind");
              return kinds.size() == states.size()
                  && kinds.stream()
                      .allMatch(
                          kind ->
                              list.getString("items.find { it.kind == '%s' }.state".formatted(kind))
                                  .equals(states.get(kind)));
            });
  }

  /** Makes the daily check due. */
  private void checkNow() {
    pool.preparedQuery(
            """
            update subscription_check set due_at = now()
            where customer_id = (select id from customer where slug = $1)
            """)
        .execute(Tuple.of(slug))
        .await()
        .atMost(PATIENCE);
  }

  private String one(String kind) {
    return "/admin/v1/customers/" + slug + "/subscriptions/" + kind;
  }

  private JsonPath list() {
    return admin().get("/admin/v1/customers/" + slug + "/subscriptions").jsonPath();
  }

  private JsonPath atOplead() {
    return asOplead().get(oplead.baseUrl() + "/subscriptions").jsonPath();
  }

  private List<String> ids() {
    return atOplead().getList("id");
  }

  private List<String> events() {
    return atOplead().getList("event");
  }

  private long posts() {
    return oplead.ledger().requests().stream()
        .filter(request -> request.verb().equals("POST"))
        .count();
  }

  private void subscribeByHand(String event, String url) {
    asOplead()
        .contentType(ContentType.JSON)
        .body(Map.of("event", event, "url", url))
        .post(oplead.baseUrl() + "/subscriptions")
        .then()
        .statusCode(201);
  }

  private RequestSpecification asOplead() {
    return given().header("Authorization", "Bearer " + token);
  }

  private RequestSpecification admin() {
    return credentials.asAdministrator();
  }
}
