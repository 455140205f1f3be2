package io.leadloop.admin.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.customer.OpleadAccess;
import io.leadloop.lane.status.Lanes;
import io.leadloop.oplead.AccountWire;
import io.leadloop.oplead.AccountWire.FormImport;
import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.simulator.fault.FaultAction;
import io.leadloop.simulator.fault.FaultRule;
import io.leadloop.simulator.fault.FaultTarget;
import io.leadloop.simulator.receiver.Receiver;
import io.leadloop.simulator.receiver.ReceiverFault;
import io.leadloop.simulator.receiver.ReceiverSettings;
import io.leadloop.simulator.receiver.SimulatedReceiver;
import io.leadloop.testing.AdminCommandLine;
import io.leadloop.testing.Credentials;
import io.leadloop.testing.Documents;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.LaneTester;
import io.leadloop.testing.Scenario;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One lead as administrators see it, and what they do to it, by API and command line. */
@GatewayTest
class LeadTimelineTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final FaultRule REFUSAL =
      FaultRule.once(
          FaultTarget.CREATE,
          new FaultAction.AnswerWith(
              422,
              Optional.empty(),
              Optional.of(
                  "{\"error\":\"doublon <script>alert(1)</script> de Martin, 06 01 02 03 04\"}")));

  @Inject LaneTester tester;
  @Inject Credentials credentials;
  @Inject Lanes lanes;
  @Inject Vertx vertx;
  @Inject Pool pool;

  @ConfigProperty(name = "leadloop.public-url")
  URI gateway;

  private Scenario lane;
  private SimulatedReceiver receivers;

  @BeforeEach
  void start() {
    lane = tester.simulate(SimulatorSettings.builder().statuses("En cours").build(), 100);
    receivers = new SimulatedReceiver(vertx).startAndAwait();
  }

  @AfterEach
  void close() {
    receivers.close();
    lane.close();
  }

  @Test
  void theTimelineMergesEverySource() {
    Receiver receiver = register();
    receiver.fault(ReceiverFault.times(1, new FaultAction.AnswerWith(422)).onEvents());
    lane.fault(REFUSAL);
    String lead = lane.submit("Martin");
    lane.awaitState(lead, "rejected");
    post(lead, "retry").statusCode(200);
    await().atMost(PATIENCE).until(() -> lane.types(lead).size() == 3);
    attachDocument(lead);
    await()
        .atMost(PATIENCE)
        .until(() -> deliveries(lead).stream().filter("delivered"::equals).count() == 4);

    JsonPath timeline = timeline(lead, "");
    assertThat(timeline.getString("next")).isNull();
    assertThat(timeline.getString("waits_for")).isNull();
    assertThat(new HashSet<>(timeline.getList("items.kind")))
        .isEqualTo(
            Set.of("accepted", "attempt", "event", "callback", "delivery", "update", "change"));
    assertThat(timeline.getMap("items.find{it.kind=='change'}.change"))
        .containsEntry("action", "lead.retry")
        .containsKey("actor");
    assertThat(timeline.getString("items[-1].kind")).isEqualTo("accepted");
    assertThat(timeline.getList("items.findAll{it.kind=='event'}.event.type"))
        .containsExactly(
            "io.leadloop.lead.document-delivered.v1",
            "io.leadloop.lead.status-changed.v1",
            "io.leadloop.lead.forwarded.v1",
            "io.leadloop.lead.rejected.v1");
    assertThat(timeline.getMap("items.find{it.kind=='attempt'}.attempt"))
        .containsEntry("outcome", "refused")
        .containsEntry("status", 422);
    assertThat(timeline.getMap("items.find{it.kind=='callback'}.callback"))
        .containsEntry("first_sequence", 3)
        .containsEntry("events", 1)
        .containsKeys("log_partition", "log_offset");
    assertThat(timeline.getList("items.findAll{it.kind=='delivery'}.delivery.state"))
        .containsOnlyOnce("failed");
    assertThat(timeline.getMap("items.findAll{it.kind=='delivery'}[-1].delivery"))
        .containsEntry("host", "127.0.0.1")
        .containsEntry("state", "failed")
        .containsEntry("status", 422);
    assertThat(timeline.getMap("items.find{it.kind=='update'}.update"))
        .containsEntry("document", "quote")
        .containsEntry("state", "delivered")
        .containsEntry("bytes", 5_000)
        .doesNotContainKey("name");
    assertThat(inPages(lead, 2)).isEqualTo(timeline.getList("items"));
  }

  @Test
  void whatOpleadAnsweredIsMaskedAndTheApiHasItWhole() {
    lane.fault(REFUSAL);
    String lead = lane.submit("Martin");
    lane.awaitState(lead, "rejected");
    assertThat(timeline(lead, "").getString("answer"))
        .contains("HTTP 422", "doublon", "<script>")
        .doesNotContain("Martin", "02 03");
    credentials
        .asAdministrator()
        .get("/admin/v1/leads/" + lead)
        .then()
        .body("last_answer", containsString("Martin"));
    credentials.asAdministrator().delete("/admin/v1/leads/" + lead).then().statusCode(200);
    assertThat(timeline(lead, "").getString("answer")).isNull();
  }

  @Test
  void theNameOfAWaitingDocumentIsMasked() {
    lane.fault(FaultRule.always(FaultTarget.CREATE, new FaultAction.AnswerWith(503)));
    String lead = lane.submit("Martin");
    await().atMost(PATIENCE).until(() -> lane.show(lead).getInt("attempts") > 0);
    attachDocument(lead);
    assertThat(timeline(lead, "").getMap("items.find{it.kind=='update'}.update"))
        .containsEntry("state", "queued")
        .containsEntry("name", "devis •••.pdf");
  }

  @Test
  void itIsExplainedWhyALeadWaits() {
    lane.fault(FaultRule.always(FaultTarget.CREATE, new FaultAction.AnswerWith(500)));
    String lead = lane.submit("Martin");
    await().atMost(PATIENCE).until(() -> lane.show(lead).getInt("attempts") > 0);
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(reason(lead)).isEqualTo("retry"));
    assertThat(timeline(lead, "").getString("waits_for.detail")).contains("500");
    assertThat(timeline(lead, "").getString("waits_for.until")).isNotNull();
    lanes.pause(lane.customer().id()).await().atMost(PATIENCE);
    lane.awaitState(lead, "held");
    assertThat(timeline(lead, "").getMap("waits_for"))
        .containsEntry("reason", "resume")
        .containsEntry("detail", "the customer is paused")
        .containsKey("since");
  }

  @Test
  void aLeadIsAskedForAndItsStatusIsPublished() {
    lane.fault(FaultRule.always(FaultTarget.CALLBACK, new FaultAction.Silence()));
    String lead = lane.submit("Martin");
    await().atMost(PATIENCE).until(() -> lane.types(lead).size() == 1);
    assertThat(reason(lead)).isEqualTo("status");
    // The simulated status takes its time.
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                post(lead, "poll")
                    .statusCode(200)
                    .body("found", is(true))
                    .body("asked_at", notNullValue())
                    .body("status.code", is("in_progress")));
    await().atMost(PATIENCE).until(() -> lane.types(lead).size() == 2);
    post(lead, "poll").statusCode(200);
    assertThat(lane.events(lead).getString("items[1].data.origin")).isEqualTo("poll");
    assertThat(audited(lead)).isNotEmpty().containsOnly("lead.poll");
    assertThat(lane.types(lead)).as("the second answer is no news").hasSize(2);
  }

  @Test
  void aLeadThatOpleadDoesNotHaveIsNotFound() {
    String lead = lane.submit("Martin");
    lane.awaitState(lead, "forwarded");
    lane.fault(FaultRule.always(FaultTarget.READ, new FaultAction.AnswerWith(404)));
    post(lead, "poll").statusCode(200).body("found", is(false)).body("status", nullValue());
    assertThat(audited(lead)).containsExactly("lead.poll");
  }

  @Test
  void anAnswerThatIsNoneIsAProblemAndChangesNothing() {
    String lead = lane.submit("Martin");
    lane.awaitState(lead, "forwarded");
    lane.fault(FaultRule.always(FaultTarget.READ, new FaultAction.AnswerWith(500)));
    post(lead, "poll")
        .statusCode(503)
        .body("type", is("/problems/oplead-unavailable"))
        .body("detail", containsString("HTTP 500"));
    assertThat(audited(lead)).isEmpty();
  }

  @Test
  void aLeadForWhichOpleadCannotBeAskedIsAConflict() {
    lane.fault(REFUSAL);
    String rejected = lane.submit("Martin");
    lane.awaitState(rejected, "rejected");
    post(rejected, "poll")
        .statusCode(409)
        .body("type", is("/problems/not-pollable"))
        .body("detail", containsString("id of the lead is not known"));
    String forwarded = lane.submit("Martin");
    lane.awaitState(forwarded, "forwarded");
    credentials.asAdministrator().delete("/admin/v1/leads/" + forwarded).then().statusCode(200);
    post(forwarded, "poll").statusCode(409).body("detail", containsString("erased"));
    post(byForm(), "poll").statusCode(409).body("detail", containsString("form import"));
    post(UUID.randomUUID().toString(), "poll").statusCode(404);
  }

  @Test
  void eventsAreSentAgainToTheEndpointsThatTakeThem() {
    Receiver receiver = register();
    String lead = lane.submit("Martin");
    await().atMost(PATIENCE).until(() -> deliveries(lead).size() == 2);
    post(lead, "resend").statusCode(200).body("lead_id", is(lead)).body("endpoints", hasSize(1));
    await().atMost(PATIENCE).until(() -> deliveries(lead).size() == 4);
    assertThat(receiver.ledger().counts().repeated()).isEqualTo(2);
    assertThat(auditedOf("providers/" + lane.pair().provider().slug() + "/endpoints/%"))
        .contains("endpoint.resend");
  }

  @Test
  void thereIsNothingToResendWithoutAnEndpointOrAnEvent() {
    String lead = lane.submit("Martin");
    await().atMost(PATIENCE).until(() -> lane.types(lead).size() == 2);
    post(lead, "resend")
        .statusCode(409)
        .body("type", is("/problems/nothing-to-resend"))
        .body("detail", containsString("no endpoint"));
    lane.fault(FaultRule.always(FaultTarget.CREATE, new FaultAction.AnswerWith(503)));
    post(lane.submit("Martin"), "resend")
        .statusCode(409)
        .body("detail", containsString("no event"));
  }

  @Test
  void theCommandLineDoesTheSame() {
    register();
    lane.fault(REFUSAL);
    String lead = lane.submit("Martin");
    lane.awaitState(lead, "rejected");
    post(lead, "retry").statusCode(200);
    await().atMost(PATIENCE).until(() -> lane.types(lead).size() == 3);
    AdminCommandLine admin =
        AdminCommandLine.inThisProcess(
            gateway.toString(), credentials.of("ADMINISTRATOR_KEY").orElseThrow());
    JsonNode shown = admin.run("lead", "show", lead);
    assertThat(shown.at("/failed_attempts/0/status").asInt()).isEqualTo(422);
    assertThat(admin.run("lead", "poll", lead).get("found").asBoolean()).isTrue();
    assertThat(admin.run("lead", "resend", lead).get("endpoints")).hasSize(1);
    AdminCommandLine.Ended timeline = admin.end("lead", "timeline", lead);
    assertThat(timeline.status()).isZero();
    assertThat(timeline.out()).contains("\"kind\"", "attempt", "event", "accepted");
  }

  @Test
  void anInvalidCursorIsExplained() {
    String lead = lane.submit("Martin");
    credentials
        .asAdministrator()
        .get("/admin/v1/leads/" + lead + "/timeline?before=x")
        .then()
        .statusCode(400)
        .body("errors[0].pointer", is("/before"));
  }

  /** An active endpoint of the lane's provider. */
  private Receiver register() {
    String slug = lane.pair().provider().slug();
    String path = "/admin/v1/providers/" + slug + "/endpoints";
    Receiver receiver = receivers.at(slug);
    JsonPath added =
        credentials
            .asAdministrator()
            .contentType(ContentType.JSON)
            .body(Map.of("url", receivers.url(slug).toString()))
            .post(path)
            .then()
            .statusCode(201)
            .extract()
            .jsonPath();
    receiver.configure(ReceiverSettings.verifying(added.getString("secret")));
    credentials
        .asAdministrator()
        .post(path + "/" + added.getString("id") + "/verify")
        .then()
        .statusCode(200)
        .body("passed", is(true));
    return receiver;
  }

  private void attachDocument(String lead) {
    lane.asProvider()
        .multiPart("kind", "quote")
        .multiPart("file", "devis Martin.pdf", Documents.pdf(1, 5_000), "application/pdf")
        .post("/v1/leads/" + lead + "/documents")
        .then()
        .statusCode(202);
  }

  /** A lead of a customer that is reached by the form import, where nothing listens. */
  private String byForm() {
    FormImport form =
        new FormImport("quote", Optional.of(URI.create("http://127.0.0.1:1/addlead/")));
    LaneTester.Lane other =
        tester.open(
            new OpleadAccess(
                Optional.empty(), UUID.randomUUID().toString(), AccountWire.form(form)),
            100);
    return other
        .asProvider()
        .contentType(ContentType.JSON)
        .body(
            Map.of(
                "customer",
                other.customer().slug(),
                "lead",
                Map.of(
                    "lastname", "Martin",
                    "postcode", "75011",
                    "country", "FR",
                    "email", "martin@example.com")))
        .post("/v1/leads")
        .then()
        .statusCode(202)
        .extract()
        .path("id");
  }

  private List<Object> inPages(String lead, int size) {
    List<Object> items = new ArrayList<>();
    String next = "";
    while (next != null) {
      JsonPath page = timeline(lead, "?limit=" + size + (next.isEmpty() ? "" : "&before=" + next));
      items.addAll(page.getList("items"));
      next = page.getString("next");
    }
    return items;
  }

  private JsonPath timeline(String lead, String query) {
    return credentials
        .asAdministrator()
        .get("/admin/v1/leads/" + lead + "/timeline" + query)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private String reason(String lead) {
    return timeline(lead, "").getString("waits_for.reason");
  }

  private List<String> deliveries(String lead) {
    return timeline(lead, "").getList("items.findAll{it.kind=='delivery'}.delivery.state");
  }

  private ValidatableResponse post(String lead, String action) {
    return credentials.asAdministrator().post("/admin/v1/leads/" + lead + "/" + action).then();
  }

  private List<String> audited(String lead) {
    return auditedOf("leads/" + lead).stream()
        .filter(action -> !action.equals("lead.erase") && !action.equals("lead.retry"))
        .toList();
  }

  private List<String> auditedOf(String subject) {
    List<String> actions = new ArrayList<>();
    pool.preparedQuery("select action from audit_entry where subject like $1 order by position")
        .execute(Tuple.of(subject))
        .await()
        .atMost(PATIENCE)
        .forEach(row -> actions.add(row.getString("action")));
    return actions;
  }
}
