package io.leadloop.form;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.startsWith;

import io.leadloop.customer.OpleadAccess;
import io.leadloop.oplead.AccountWire;
import io.leadloop.oplead.AccountWire.FormImport;
import io.leadloop.simulator.SimulatedOplead;
import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.simulator.fault.FaultAction;
import io.leadloop.simulator.fault.FaultRule;
import io.leadloop.simulator.fault.FaultTarget;
import io.leadloop.testing.Credentials;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.LaneTester;
import io.leadloop.testing.Scenario;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An old client of Oplead's form import, which posts to the gateway instead. */
@GatewayTest
class FormDoorTest {
  private static final String FORM = "quote";

  @Inject LaneTester tester;
  @Inject Credentials credentials;
  @Inject Vertx vertx;

  private Scenario scenario;
  private String token;

  @BeforeEach
  void addForm() {
    scenario = tester.simulate(SimulatorSettings.defaults(), 1_000);
    token = add(Map.of()).statusCode(201).extract().path("token");
  }

  @AfterEach
  void close() {
    scenario.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/json", "application/x-www-form-urlencoded", "multipart/form-data"})
  void aLeadOfEachTypeReachesTheCustomerOnce(String type) {
    Response first = post(type, fields(), "/addlead/");
    first
        .then()
        .statusCode(200)
        .header("Location", matchesPattern("/v1/leads/.+"))
        .body("reference", startsWith("form-"))
        .body("state", is("queued"));
    String id = first.path("id");

    post(type, fields(), "/addlead")
        .then()
        .statusCode(200)
        .header("Idempotency-Replayed", "true")
        .body("id", is(id));
    scenario.awaitState(id, "forwarded");
    await().until(() -> scenario.types(id).size() > 1);
    assertThat(scenario.oplead().ledger().requests())
        .hasSize(1)
        .allSatisfy(
            request ->
                assertThat(request.body().toString(UTF_8))
                    .contains("\"lastname\":\"Dupont\"", "\"budget\":\"9000\"")
                    .doesNotContain(token, "ctc_", "\"form\""));
  }

  /** Regression: the fields after it were lost, and the form was answered with 200. */
  @Test
  void theFieldsAfterANumberSignReachTheCustomer() {
    String form =
        "form=%s&token=%s&ctc_lastname=Dupont&ctc_postcode=75011&ctc_country=FR"
                .formatted(FORM, token)
            + "&ctc_email=jean%40example.com&message=Lot #4&ctc_phone=0601020304&optin=1";
    String id = accepted("application/x-www-form-urlencoded", form.getBytes(UTF_8));
    assertThat(sent(id))
        .contains("\"message\":\"Lot #4\"", "\"phone\":\"0601020304\"", "\"optin\":\"1\"");
  }

  /** Regression: JSON lost its declared charset, and was read as windows-1252. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json; charset=ISO-8859-15",
        "Application/JSON;charset=\"iso-8859-15\"",
        "text/json; charset=ISO-8859-15",
        "application/json; charset=ISO-8859-15; x=",
        "application/x-www-form-urlencoded; charset=ISO-8859-15"
      })
  void aFormIsReadInTheCharsetThatItDeclares(String type) {
    Map<String, Object> lead = fields();
    lead.put("ctc_city", "Montbœuf");
    String body =
        type.contains("urlencoded")
            ? lead.entrySet().stream()
                .map(field -> field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining("&"))
            : new JsonObject(lead).encode();
    byte[] bytes = body.getBytes(Charset.forName("ISO-8859-15"));
    assertThat(bytes).contains(0xBD);
    assertThat(sent(accepted(type, bytes))).contains("\"city\":\"Montbœuf\"");
  }

  /** Posts these very bytes; returns the lead's id. */
  private static String accepted(String type, byte[] body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/addlead/"))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().sendAsync(request, HttpResponse.BodyHandlers.ofString()).join();
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new JsonObject(answer.body()).getString("id");
  }

  /** The lead as the customer's Oplead got it. */
  private String sent(String id) {
    scenario.awaitState(id, "forwarded");
    return scenario.oplead().ledger().requests().get(0).body().toString(UTF_8);
  }

  @Test
  void aKeyMakesTheReference() {
    Map<String, Object> other = fields();
    other.put("ctc_city", "Paris");
    keyed("k-1", fields()).statusCode(200).body("reference", is("k-1"));
    keyed("k-1", fields()).statusCode(200).header("Idempotency-Replayed", "true");
    keyed("k-1", other).statusCode(409).body("type", is("/problems/reference-conflict"));
  }

  @Test
  void aFileIsADocumentOfTheLead() {
    byte[] file = "%PDF-1.4 a quote".getBytes(UTF_8);
    RequestSpecification request = given();
    fields().forEach((name, value) -> request.multiPart(name, value.toString()));
    Response answer =
        request.multiPart("piece", "devis.pdf", file, "application/pdf").post("/addlead/");
    answer.then().statusCode(200);
    String id = answer.path("id");
    await()
        .until(
            () ->
                scenario
                    .asProvider()
                    .get("/v1/leads/" + id + "/documents")
                    .jsonPath()
                    .getList("items.state")
                    .contains("delivered"));

    RequestSpecification again = given();
    fields().forEach((name, value) -> again.multiPart(name, value.toString()));
    again
        .multiPart("piece", "a.exe", "MZ".getBytes(UTF_8), "application/x-dosexec")
        .post("/addlead/")
        .then()
        .statusCode(415);
  }

  @Test
  void aRepeatIsTheFirstLeadWhateverBecameOfIt() {
    scenario.fault(FaultRule.once(FaultTarget.CREATE, new FaultAction.AnswerWith(422)));
    String id = withFile().then().statusCode(200).extract().path("id");
    scenario.awaitState(id, "rejected");
    withFile().then().statusCode(200).header("Idempotency-Replayed", "true").body("id", is(id));
  }

  private Response withFile() {
    RequestSpecification request = given();
    fields().forEach((name, value) -> request.multiPart(name, value.toString()));
    return request
        .multiPart("piece", "devis.pdf", "%PDF-1.4".getBytes(UTF_8), "application/pdf")
        .post("/addlead/");
  }

  @Test
  void whatIsMissingIsNamedAsItWouldBePosted() {
    Map<String, Object> lead = fields();
    lead.remove("ctc_lastname");
    lead.put("provider_webhook_url", "https://elsewhere.example");
    post("application/json", lead, "/addlead/")
        .then()
        .statusCode(422)
        .body("errors.pointer", containsInAnyOrder("/ctc_lastname", "/provider_webhook_url"));
    Map<String, Object> twice = fields();
    twice.put("lastname", "Durand");
    post("application/json", twice, "/addlead/")
        .then()
        .statusCode(422)
        .body("errors.detail", hasItem("is given twice"));
  }

  @Test
  void allRefusalsOfATokenAreOne() {
    String expected = refused(Map.of("token", "llf_unknown"));
    assertThat(refused(Map.of("form", "other"))).isEqualTo(expected);
    assertThat(refused(Map.of("token", ""))).isEqualTo(expected);
    assertThat(refused(Map.of("form", "quo\0te"))).isEqualTo(expected);
    assertThat(refused(Map.of("form", "q".repeat(100_000)))).isEqualTo(expected);
    withdraw();
    await().untilAsserted(() -> assertThat(refused(Map.of())).isEqualTo(expected));
  }

  @Test
  void aRemovedFormIsRefused() {
    String id = asAdministrator().get(forms()).then().statusCode(200).extract().path("items[0].id");
    asAdministrator().delete(forms() + "/" + id).then().statusCode(204);
    asAdministrator().delete(forms() + "/" + id).then().statusCode(404);
    await()
        .untilAsserted(() -> post("application/json", fields(), "/addlead").then().statusCode(401));
  }

  @Test
  void aTokenInTheAddressIsRefused() {
    given()
        .contentType(ContentType.JSON)
        .body(fields())
        .post("/addlead/?token=" + token)
        .then()
        .statusCode(400)
        .body("type", is("/problems/invalid-request"));
  }

  @Test
  void webPagesMayNotPostHere() {
    given()
        .header("Origin", "https://elsewhere.example")
        .contentType(ContentType.JSON)
        .body(fields())
        .post("/addlead/")
        .then()
        .statusCode(403)
        .header("Access-Control-Allow-Origin", (String) null);
  }

  @Test
  void otherTypesAndMethodsAreRefusedWithWhatIsTaken() {
    given().contentType("text/plain").body("a").post("/addlead/").then().statusCode(415);
    given().get("/addlead/").then().statusCode(405).header("Allow", is("OPTIONS, POST"));
  }

  @Test
  void aTokenThatIsPostedAlreadyIsTakenOver() {
    String posted = "posted-already-" + UUID.randomUUID();
    add(Map.of("name", "kitchen", "token", posted))
        .statusCode(201)
        .body("token", is((Object) null))
        .body("token_hint", is("…" + posted.substring(posted.length() - 4)));
    add(Map.of("name", "kitchen", "token", posted))
        .statusCode(409)
        .body("type", is("/problems/form-taken"));
    Map<String, Object> lead = fields();
    lead.put("form", "kitchen");
    lead.put("token", posted);
    post("application/json", lead, "/addlead/").then().statusCode(200);
    assertThat(asAdministrator().get(forms()).asString()).doesNotContain(posted);
    assertThat(asAdministrator().get("/admin/v1/audit?limit=500").asString())
        .doesNotContain(posted);
  }

  /** Its names come back as they were posted, and its feedback by the webhook address. */
  @ParameterizedTest
  @ValueSource(
      strings = {"application/json", "application/x-www-form-urlencoded", "multipart/form-data"})
  void aLeadForACustomerOfTheImportIsPostedOn(String type) {
    SimulatedOplead oplead = new SimulatedOplead(vertx, SimulatorSettings.defaults());
    String secret = UUID.randomUUID().toString();
    oplead.accept(secret);
    oplead.startAndAwait();
    try {
      AccountWire wire =
          AccountWire.form(new FormImport("kitchens", Optional.of(oplead.formUrl())));
      LaneTester.Lane lane = tester.open(new OpleadAccess(Optional.empty(), secret, wire), 1_000);
      Map<String, Object> lead = fields();
      lead.put(
          "token",
          asAdministrator()
              .contentType(ContentType.JSON)
              .body(Map.of("customer", lane.customer().slug(), "name", FORM))
              .post("/admin/v1/providers/" + lane.pair().provider().slug() + "/forms")
              .then()
              .statusCode(201)
              .extract()
              .path("token"));
      String id = post(type, lead, "/addlead/").then().statusCode(200).extract().path("id");
      post(type, lead, "/addlead/").then().statusCode(200).body("id", is(id));

      await().until(() -> lane.types(id).size() > 1);
      assertThat(oplead.ledger().requests())
          .hasSize(1)
          .allSatisfy(
              request ->
                  assertThat(request.body().toString(UTF_8))
                      .contains("\"form\":\"kitchens\"", "\"ctc_lastname\":\"Dupont\"")
                      .doesNotContain(lead.get("token").toString()));
      RequestSpecification withFile = given();
      lead.forEach((name, value) -> withFile.multiPart(name, value.toString()));
      withFile
          .multiPart("piece", "devis.pdf", "%PDF-1.4".getBytes(UTF_8), "application/pdf")
          .post("/addlead/")
          .then()
          .statusCode(422)
          .body("errors.pointer", hasItem("/piece"));
      // Regression: it was named as a member of a lead, /lead/postcode.
      lead.remove("ctc_postcode");
      post(type, lead, "/addlead/")
          .then()
          .statusCode(422)
          .body("errors.pointer", contains("/ctc_postcode"));
    } finally {
      oplead.close();
    }
  }

  private String refused(Map<String, Object> different) {
    Map<String, Object> lead = fields();
    lead.putAll(different);
    return post("application/json", lead, "/addlead/").then().statusCode(401).extract().asString();
  }

  private void withdraw() {
    asAdministrator()
        .delete(
            "/admin/v1/providers/%s/customers/%s"
                .formatted(scenario.pair().provider().slug(), scenario.customer().slug()))
        .then()
        .statusCode(204);
  }

  private ValidatableResponse keyed(String key, Map<String, Object> lead) {
    return given()
        .header("Idempotency-Key", key)
        .contentType(ContentType.JSON)
        .body(lead)
        .post("/addlead/")
        .then();
  }

  private static Response post(String type, Map<String, Object> lead, String path) {
    RequestSpecification request = given();
    if (type.startsWith("multipart")) {
      lead.forEach((name, value) -> request.multiPart(name, value.toString()));
    } else if (type.contains("json")) {
      request.contentType(ContentType.JSON).body(lead);
    } else {
      request.contentType("application/x-www-form-urlencoded").formParams(lead);
    }
    return request.post(path);
  }

  private Map<String, Object> fields() {
    return new HashMap<>(
        Map.of(
            "form", FORM,
            "token", token,
            "ctc_lastname", "Dupont",
            "ctc_postcode", "75011",
            "ctc_country", "FR",
            "ctc_email", "jean@example.com",
            "budget", "9000"));
  }

  private ValidatableResponse add(Map<String, Object> different) {
    Map<String, Object> form = new HashMap<>();
    form.put("customer", scenario.customer().slug());
    form.put("name", FORM);
    form.putAll(different);
    return asAdministrator().contentType(ContentType.JSON).body(form).post(forms()).then();
  }

  private String forms() {
    return "/admin/v1/providers/" + scenario.pair().provider().slug() + "/forms";
  }

  private RequestSpecification asAdministrator() {
    return credentials.asAdministrator();
  }
}
