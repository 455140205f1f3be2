package io.leadloop.feedback.callback;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.leadloop.customer.OpleadAccess;
import io.leadloop.oplead.SubscriptionKind;
import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.testing.Credentials;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.LaneTester;
import io.leadloop.testing.Scenario;
import io.micrometer.core.instrument.MeterRegistry;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reports of subscriptions, and leads without any. */
@GatewayTest
class SubscriptionCallbackTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String PREFIX = "io.leadloop.lead.";

  @Inject LaneTester tester;
  @Inject Credentials credentials;
  @Inject SubscriptionTokens tokens;
  @Inject MeterRegistry metrics;

  private Scenario lane;
  private String lead;
  private String opleadId;

  @BeforeEach
  void forwardALead() {
    lane =
        tester.simulate(
            SimulatorSettings.builder()
                .quota(1_000_000)
                .statuses("Nouveau")
                .statusDelay(Duration.ofMillis(100))
                .build(),
            1000);
    lead = lane.submit("Dupont");
    await().atMost(PATIENCE).until(() -> types().contains(PREFIX + "status-changed.v1"));
    lane.awaitState(lead, "forwarded");
    await().atMost(PATIENCE).until(() -> lane.show(lead).getString("oplead_id") != null);
    opleadId = lane.show(lead).getString("oplead_id");
  }

  @AfterEach
  void close() {
    lane.close();
  }

  @Test
  void aReportOnALeadOfOursIsPublishedWithoutNames() {
    String appointmentAt =
        Instant.now().plus(Duration.ofDays(3)).truncatedTo(ChronoUnit.SECONDS).toString();
    notify(
            SubscriptionKind.ASSIGNED,
            "{\"event\":\"lead_assigned\",\"lead_id\":\"%s\",\"assigned_to\":\"Marie Martin\"}")
        .then()
        .statusCode(200);
    notify(
            SubscriptionKind.APPOINTMENT,
            """
            {"lead_id":"%s","appointment":{"date":"APPOINTMENT","state":"planned",
             "with":"Marie Martin"}}
            """
                .replace("APPOINTMENT", appointmentAt))
        .then()
        .statusCode(200);
    await().atMost(PATIENCE).until(() -> types().contains(PREFIX + "appointment-updated.v1"));
    await().atMost(PATIENCE).until(() -> types().contains(PREFIX + "assigned.v1"));

    JsonPath events = lane.events(lead);
    String appointment = "items.find { it.type.contains('appointment-updated') }.data.";
    assertThat(events.getString(appointment + "appointment_at")).isEqualTo(appointmentAt);
    assertThat(events.getString(appointment + "appointment_state")).isEqualTo("planned");
    assertThat(events.prettify()).doesNotContain("Marie");
  }

  @Test
  void aStatusFromBothSourcesIsPublishedOnce() {
    String at = lane.show(lead).getString("status.at");
    status("Nouveau", at).then().statusCode(200);
    status("Gagné", "2100-01-01T00:00:00Z").then().statusCode(200);
    await().atMost(PATIENCE).until(() -> "won".equals(lane.show(lead).getString("status.code")));
    assertThat(types().stream().filter((PREFIX + "status-changed.v1")::equals).count())
        .isEqualTo(2);
  }

  /** Only the newest was stored, for one lead, with the others in its body. */
  @Test
  void eachLeadOfABodyAboutSeveralGetsItsOwnStatus() {
    String second = lane.submit("Durand");
    lane.awaitState(second, "forwarded");
    await().atMost(PATIENCE).until(() -> lane.show(second).getString("oplead_id") != null);
    double before = foreign();
    notify(
            SubscriptionKind.STATUS,
            "{\"event\":\"lead_status_changed\",\"leads\":[{\"id\":\"%s\",\"status\":\"Gagné\"},"
                + "{\"id\":\"999999\",\"status\":\"Perdu\"},{\"id\":\""
                + lane.show(second).getString("oplead_id")
                + "\",\"status\":\"Rendez-vous\"}]}")
        .then()
        .statusCode(200);
    await().atMost(PATIENCE).until(() -> "won".equals(lane.show(lead).getString("status.code")));
    await()
        .atMost(PATIENCE)
        .until(() -> "appointment".equals(lane.show(second).getString("status.code")));
    assertThat(foreign()).isEqualTo(before + 1);
  }

  @Test
  void reportsOnOtherLeadsAreCountedAndDropped() {
    double before = foreign();
    String body = "{\"lead_id\":\"999999\",\"status\":{\"label\":\"Gagné\"}}";
    notify(SubscriptionKind.STATUS, body).then().statusCode(200);
    assertThat(foreign()).isEqualTo(before + 1);
    notify(SubscriptionKind.STATUS, "no JSON").then().statusCode(200);
    LaneTester.Lane other =
        tester.open(new OpleadAccess(Optional.of(lane.oplead().baseUrl()), "another's"), 1000);
    post(tokens.addressFor(other.customer().id(), SubscriptionKind.ASSIGNED).getPath(), own())
        .then()
        .statusCode(200);
    assertThat(types()).doesNotContain(PREFIX + "assigned.v1");
  }

  @Test
  void anInvalidTokenIsNotFound() {
    String good = tokens.addressFor(lane.customer().id(), SubscriptionKind.STATUS).getPath();
    char last = good.charAt(good.length() - 2) == 'A' ? 'B' : 'A';
    String forged = good.substring(0, good.length() - 2) + last + good.substring(good.length() - 1);
    given().get(good).then().statusCode(200);
    given().get(forged).then().statusCode(404);
    post(forged, own()).then().statusCode(404);
    post("/callbacks/subscriptions/short", own()).then().statusCode(404);
    post(good, "x".repeat(300_000)).then().statusCode(413);
  }

  @Test
  void aLeadIsReadFromOpleadWhenItsProviderAsks() {
    JsonPath read =
        lane.asProvider()
            .get("/v1/leads/" + lead + "?refresh=true")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    assertThat(read.getString("status.label")).isEqualTo("Nouveau");
    assertThat(lane.ledger().requests().stream().map(r -> r.verb() + r.path()))
        .endsWith("GET/v1/leads/" + opleadId);
    lane.asProvider().get("/v1/leads/" + lead + "?refresh=perhaps").then().statusCode(400);
  }

  /** Regression: the provider was answered 409, and asked to set a new token. */
  @Test
  void aLeadOfAnArchivedCustomerIsShownAsItIsKnownHere() {
    credentials
        .asAdministrator()
        .post("/admin/v1/customers/" + lane.customer().slug() + "/archive")
        .then()
        .statusCode(200);
    lane.asProvider()
        .get("/v1/leads/" + lead + "?refresh=true")
        .then()
        .statusCode(200)
        .body("status.label", is("Nouveau"));
  }

  private Response status(String label, String at) {
    String body =
        "{\"lead_id\":\"%s\",\"status\":{\"label\":\""
            + label
            + "\"},\"updated_at\":\""
            + at
            + "\"}";
    return notify(SubscriptionKind.STATUS, body);
  }

  private String own() {
    return "{\"lead_id\":\"%s\"}".formatted(opleadId);
  }

  private Response notify(SubscriptionKind kind, String body) {
    String address = tokens.addressFor(lane.customer().id(), kind).getPath();
    return post(address, body.replace("%s", opleadId));
  }

  private static Response post(String address, String body) {
    return given().contentType(ContentType.JSON).body(body).post(address);
  }

  private double foreign() {
    return Optional.ofNullable(
            metrics
                .find("leadloop.notifications")
                .tags("kind", "status", "outcome", "foreign")
                .counter())
        .map(counter -> counter.count())
        .orElse(0.0);
  }

  private List<String> types() {
    return lane.types(lead);
  }
}
