package io.leadloop.admin.provider;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.command.LeadloopCommand;
import io.leadloop.provider.Providers;
import io.leadloop.simulator.SimulatedOplead;
import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.simulator.ledger.RecordedRequest;
import io.leadloop.testing.Credentials;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.KafkaLogin;
import io.leadloop.testing.TopicReader;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** End-to-end certification against a simulated Oplead. */
@GatewayTest
class CertificationTest {
  private static final Duration SHORT = Duration.ofSeconds(2);

  @Inject Credentials credentials;
  @Inject Certification certification;
  @Inject Providers providers;
  @Inject Vertx vertx;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  private final String customer = "c-" + UUID.randomUUID();
  private final String provider = "p-" + UUID.randomUUID();
  private SimulatedOplead oplead;
  private String key;

  @BeforeEach
  void onboard() {
    oplead =
        new SimulatedOplead(
                vertx, SimulatorSettings.builder().statusDelay(Duration.ofMillis(50)).build())
            .startAndAwait();
    String token = UUID.randomUUID().toString();
    oplead.accept(token);
    admin()
        .body(
            Map.of(
                "slug",
                customer,
                "name",
                "Durand",
                "oplead",
                Map.of("base_url", oplead.baseUrl().toString(), "token", token)))
        .post("/admin/v1/customers")
        .then()
        .statusCode(201);
    key =
        admin()
            .body(Map.of("slug", provider, "name", "Atelier", "customers", List.of(customer)))
            .post("/admin/v1/providers")
            .then()
            .statusCode(201)
            .extract()
            .path("api_key");
  }

  @AfterEach
  void stopOplead() {
    oplead.close();
  }

  @Test
  void testLeadPassesEndToEndAndIsErased() throws Exception {
    List<JsonNode> steps = certify();
    assertThat(steps)
        .extracting(step -> step.get("step").asText())
        .containsExactly("accepted", "forwarded", "called-back", "on-topic", "erased");
    assertThat(steps).allMatch(step -> step.get("ok").asBoolean());
    String lead = steps.get(0).get("detail").asText().replace("lead ", "");
    admin()
        .get("/admin/v1/leads/" + lead)
        .then()
        .body("reference", startsWith("leadloop-certification-"))
        .body("erased_at", notNullValue());
    assertThat(created()).singleElement().isEqualTo("/leads?test=true");
    try (TopicReader reader =
        new TopicReader(KafkaLogin.ofGateway(kafka), "leadloop.status." + provider)) {
      assertThat(reader.readUntil(read -> read.size() >= 2))
          .allMatch(event -> event.value().contains("\"test\":true"));
    }
  }

  @Test
  void ordinaryLeadIsNotMarkedAsATest() {
    given()
        .header("Authorization", "Bearer " + key)
        .contentType(ContentType.JSON)
        .body(Map.of("customer", customer, "lead", Map.of("lastname", "D", "phone", "0601020304")))
        .post("/v1/leads")
        .then()
        .statusCode(202);
    try (TopicReader reader =
        new TopicReader(KafkaLogin.ofGateway(kafka), "leadloop.status." + provider)) {
      assertThat(reader.readUntil(read -> read.size() >= 2))
          .noneMatch(event -> event.value().contains("\"test\""));
    }
    assertThat(created()).singleElement().isEqualTo("/leads");
  }

  @Test
  void pausedLaneFailsTheStepAndTheLeadIsErased() throws Throwable {
    admin().post("/admin/v1/customers/" + customer + "/pause").then().statusCode(200);
    List<CertificationStep> steps =
        VertxContextSupport.subscribeAndAwait(
            () ->
                providers
                    .find(provider)
                    .chain(
                        found ->
                            certification
                                .of(found.orElseThrow(), customer, SHORT)
                                .collect()
                                .asList()));
    assertThat(steps)
        .extracting(CertificationStep::step)
        .containsExactly("accepted", "forwarded", "erased");
    assertThat(steps).extracting(CertificationStep::ok).containsExactly(true, false, true);
    assertThat(steps.get(1).detail()).matches("(timed out; )?the lead is (queued|held).*");
    assertThat(created()).isEmpty();
  }

  @Test
  void missingGrantFailsTheFirstStep() throws Exception {
    admin()
        .delete("/admin/v1/providers/" + provider + "/customers/" + customer)
        .then()
        .statusCode(204);
    // The gateway caches grants briefly.
    await().atMost(Duration.ofSeconds(60)).until(() -> !certify().get(0).get("ok").asBoolean());
    List<JsonNode> steps = certify();
    assertThat(steps).hasSize(1);
    assertThat(steps.get(0).get("detail").asText()).contains("No customer with that slug");
  }

  @Test
  void unknownProviderOrCustomerIsNotFound() {
    for (String path : List.of(provider + "/customers/nobody", "nobody/customers/" + customer)) {
      admin()
          .post("/admin/v1/providers/" + path + "/certify")
          .then()
          .statusCode(404)
          .contentType("application/problem+json");
    }
  }

  @Test
  void commandPrintsStepsAndReturnsAnExitStatus() {
    StringWriter out = new StringWriter();
    assertThat(command(out, "certify", provider, customer)).isZero();
    assertThat(out.toString().lines())
        .hasSize(5)
        .allMatch(line -> line.matches("ok +\\d+ ms {2}[a-z-]+: .+"));

    StringWriter failed = new StringWriter();
    assertThat(command(failed, "certify", provider, "nobody")).isEqualTo(1);
    assertThat(failed.toString()).contains("404").contains("There is no such customer.");
  }

  private int command(StringWriter out, String... arguments) {
    Map<String, String> environment =
        Map.of(
            "LEADLOOP_URL",
            RestAssured.baseURI + ":" + RestAssured.port,
            "LEADLOOP_ADMIN_KEY",
            credentials.of("ADMINISTRATOR_KEY").orElseThrow());
    PrintWriter printer = new PrintWriter(out, true);
    return LeadloopCommand.run(arguments, environment, printer, printer);
  }

  private List<JsonNode> certify() throws Exception {
    byte[] answer =
        admin()
            .post("/admin/v1/providers/" + provider + "/customers/" + customer + "/certify")
            .then()
            .statusCode(200)
            .extract()
            .asByteArray();
    ObjectMapper json = new ObjectMapper();
    List<JsonNode> steps = new ArrayList<>();
    for (String line : new String(answer, UTF_8).lines().toList()) {
      steps.add(json.readTree(line));
    }
    return steps;
  }

  /** The paths that created leads. */
  private List<String> created() {
    return oplead.ledger().requests().stream()
        .filter(request -> request.verb().equals("POST"))
        .map(RecordedRequest::path)
        .map(path -> path.substring(path.indexOf("/leads")))
        .toList();
  }

  private RequestSpecification admin() {
    return credentials.asAdministrator().contentType(ContentType.JSON);
  }
}
