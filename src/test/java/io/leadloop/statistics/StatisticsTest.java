package io.leadloop.statistics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.feedback.callback.CallbackTokens;
import io.leadloop.lead.LeadId;
import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.simulator.fault.FaultAction;
import io.leadloop.simulator.fault.FaultRule;
import io.leadloop.simulator.fault.FaultTarget;
import io.leadloop.testing.AdminCommandLine;
import io.leadloop.testing.ConsoleClient;
import io.leadloop.testing.Credentials;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.LaneTester;
import io.leadloop.testing.Scenario;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Leads through the whole loop, and the figures that come of them. */
@GatewayTest
class StatisticsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject LaneTester tester;
  @Inject Credentials credentials;
  @Inject CallbackTokens tokens;
  @Inject ConsoleClient keys;

  @ConfigProperty(name = "leadloop.public-url")
  URI gateway;

  private Scenario scenario;

  @BeforeEach
  void onboard() {
    scenario =
        tester.simulate(
            SimulatorSettings.builder()
                .statuses("Nouveau", "En cours")
                .statusDelay(Duration.ofMillis(50))
                .build(),
            100);
  }

  @AfterEach
  void close() {
    scenario.close();
  }

  @Test
  void everyLeadCountsOnceInEachFigure() {
    scenario.fault(FaultRule.once(FaultTarget.CREATE, new FaultAction.AnswerWith(422)));
    scenario.awaitState(scenario.submit("Refused"), "rejected");
    List<String> leads = new ArrayList<>();
    for (String name : List.of("One", "Two", "Three")) {
      leads.add(scenario.submit(name, Map.of("reference", "\"" + name + "\"")));
    }
    replay("One");
    leads.forEach(lead -> awaitEvents(scenario, lead, 3));
    callBack(leads.get(0), "{\"status\":\"Gagné\"}");
    awaitEvents(scenario, leads.get(0), 4);
    callBack(leads.get(0), "{\"status\":\"Gagné\"}"); // the same again, so it does not count
    callBack(leads.get(1), "{\"status\":\"Perdu\"}");
    awaitEvents(scenario, leads.get(1), 4);

    await().atMost(PATIENCE).until(() -> total(scenario).getInt("items[0].statuses.lost") == 1);
    JsonPath total = total(scenario);
    assertThat(total.getList("items")).hasSize(1);
    assertThat(total.getString("items[0].customer")).isEqualTo(scenario.customer().slug());
    assertThat(counts(total)).containsExactly(4, 3, 1, 0, 0, 3);
    assertThat(total.getMap("items[0].statuses"))
        .isEqualTo(Map.of("new", 3, "in_progress", 3, "won", 1, "lost", 1));
    for (String figure :
        List.of("coverage", "median_seconds_to_forwarding", "median_seconds_to_first_status")) {
      assertThat(total.getMap("items[0]")).as("of fewer than 20").containsEntry(figure, null);
    }
    assertThat(total.getMap("items[0]")).doesNotContainKey("provider");
    assertTheSameOtherwise(total);
  }

  /** By day, and for an administrator by the API and the command line. */
  private void assertTheSameOtherwise(JsonPath total) {
    JsonPath byDay = scenario.asProvider().get("/v1/me/statistics").jsonPath();
    assertThat(byDay.getString("by")).isEqualTo("day");
    assertThat(byDay.getList("items.taken", Integer.class).stream().mapToInt(n -> n).sum())
        .isEqualTo(4);
    assertThat(Instant.parse(byDay.getString("items[0].at")))
        .isEqualTo(
            LocalDate.ofInstant(Instant.parse(byDay.getString("items[0].at")), ZoneOffset.UTC)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant());
    String provider = scenario.pair().provider().slug();
    JsonPath admin =
        credentials
            .asAdministrator()
            .get("/admin/v1/statistics?by=total&provider=" + provider)
            .jsonPath();
    assertThat(admin.getString("items[0].provider")).isEqualTo(provider);
    assertThat(counts(admin)).isEqualTo(counts(total));
    JsonNode command =
        AdminCommandLine.inThisProcess(gateway.toString(), keys.key("Marie").reveal())
            .run("statistics", "--by", "total", "--customer", scenario.customer().slug());
    assertThat(command.at("/items/0/taken").asInt()).isEqualTo(4);
    assertThat(command.at("/items/0/statuses/won").asInt()).isEqualTo(1);
  }

  @Test
  void aHeldLeadAndOneThatWaitsCountAsTaken() {
    String path = "/admin/v1/customers/" + scenario.customer().slug();
    credentials.asAdministrator().post(path + "/pause").then().statusCode(200);
    String held = scenario.submit("Held");
    awaitEvents(scenario, held, 1);
    await().atMost(PATIENCE).until(() -> total(scenario).getInt("items[0].held") == 1);
    assertThat(counts(total(scenario))).containsExactly(1, 0, 0, 1, 0, 0);

    credentials.asAdministrator().post(path + "/resume").then().statusCode(200);
    awaitEvents(scenario, held, 4);
    await().atMost(PATIENCE).until(() -> total(scenario).getInt("items[0].forwarded") == 1);
    assertThat(counts(total(scenario))).containsExactly(1, 1, 0, 1, 0, 1);
  }

  @Test
  void twentyLeadsHaveRatesAndMedians() {
    List<String> leads = new ArrayList<>();
    for (int n = 0; n < 20; n++) {
      leads.add(scenario.submit("Lead " + n));
    }
    leads.forEach(lead -> awaitEvents(scenario, lead, 3));
    await().atMost(PATIENCE).until(() -> total(scenario).getInt("items[0].statuses.new") == 20);
    JsonPath total = total(scenario);
    assertThat(counts(total)).containsExactly(20, 20, 0, 0, 0, 20);
    assertThat(total.getDouble("items[0].coverage")).isEqualTo(1.0);
    assertThat(total.getInt("items[0].median_seconds_to_forwarding")).isBetween(0, 60);
    assertThat(total.getInt("items[0].median_seconds_to_first_status")).isBetween(0, 60);
  }

  @Test
  void aProviderSeesItsOwnFiguresAlone() {
    LaneTester.Lane other = tester.share(scenario);
    scenario.submit("Dupont");
    other.submit("Durand");
    other.submit("Durand");
    assertThat(total(scenario).getInt("items[0].taken")).isEqualTo(1);
    assertThat(total(other).getInt("items[0].taken")).isEqualTo(2);
    String customer = scenario.customer().slug();
    assertThat(
            other
                .asProvider()
                .get("/v1/me/statistics?by=total&customer=" + customer)
                .jsonPath()
                .getList("items.taken"))
        .containsExactly(2);
    assertThat(
            credentials
                .asAdministrator()
                .get("/admin/v1/statistics?by=total&customer=" + customer)
                .jsonPath()
                .getList("items.taken", Integer.class))
        .containsExactlyInAnyOrder(1, 2);
    for (String unknown : List.of("nobody-here", UUID.randomUUID().toString())) {
      assertThat(
              other
                  .asProvider()
                  .get("/v1/me/statistics?customer=" + unknown)
                  .jsonPath()
                  .getList("items"))
          .isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?by=week",
        "?from=yesterday",
        "?from=2020-01-01",
        "?from=2026-02-01&until=2026-01-01",
        "?customer=%00"
      })
  void anInvalidParameterIsRejected(String query) {
    scenario
        .asProvider()
        .urlEncodingEnabled(false)
        .get("/v1/me/statistics" + query)
        .then()
        .statusCode(400);
  }

  /** Submits the lead again, which does not count. */
  private void replay(String name) {
    scenario
        .asProvider()
        .contentType(ContentType.JSON)
        .body(
            Map.of(
                "customer",
                scenario.customer().slug(),
                "reference",
                name,
                "lead",
                Map.of("lastname", name, "phone", "0601020304")))
        .post("/v1/leads")
        .then()
        .statusCode(200);
  }

  private static List<Integer> counts(JsonPath statistics) {
    return List.of("taken", "forwarded", "rejected", "held", "expired", "with_first_status")
        .stream()
        .map(figure -> statistics.getInt("items[0]." + figure))
        .toList();
  }

  private static JsonPath total(LaneTester.Lane lane) {
    return lane.asProvider()
        .get("/v1/me/statistics?by=total")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static void awaitEvents(LaneTester.Lane lane, String lead, int events) {
    await().atMost(PATIENCE).until(() -> lane.types(lead).size() >= events);
  }

  private void callBack(String lead, String body) {
    given()
        .contentType(ContentType.JSON)
        .body(body)
        .post(tokens.addressFor(new LeadId(UUID.fromString(lead))).getPath())
        .then()
        .statusCode(200);
  }
}
