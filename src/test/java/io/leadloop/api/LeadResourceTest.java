package io.leadloop.api;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import io.leadloop.testing.RawConnection;
import io.quarkus.test.junit.QuarkusMock;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Submitting, reading and listing leads. */
@GatewayTest
class LeadResourceTest {
  private static final String UUID_V7 =
      "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-.{12}";

  @Inject Onboarding onboarding;

  @ConfigProperty(name = "leadloop.public-url")
  URI gateway;

  private Onboarding.Pair pair;

  @BeforeEach
  void onboard() {
    pair = onboarding.providerWithCustomer();
  }

  @Test
  void aLeadIsAcceptedAndCanBeRead() {
    ValidatableResponse accepted =
        submit(
                "{\"customer\":\"%s\",\"reference\":\"LP-1\",\"lead\":{\"lastname\":\"Dupont\",\"phone\":\"0601020304\"}}")
            .statusCode(202)
            .header("X-Request-Id", notNullValue())
            .body("id", matchesPattern(UUID_V7))
            .body("reference", is("LP-1"))
            .body("customer", is(pair.customer().slug()))
            .body("state", is("queued"))
            .body("oplead_id", nullValue())
            .body("status", nullValue())
            .body("attempts", is(0))
            .body("created_at", matchesPattern("\\d{4}-\\d\\d-\\d\\dT.*Z"));
    String location = accepted.extract().header("Location");

    provider().get(location).then().statusCode(200).body("reference", is("LP-1"));
    provider().get(location + "/events").then().statusCode(200).body("items", notNullValue());
  }

  @Test
  void duplicateSubmissionReturnsTheFirstLead() {
    String body =
        "{\"customer\":\"%s\",\"reference\":\"LP-2\",\"lead\":{\"lastname\":\"Dupont\",\"phone\":\"0601020304\",\"a\":1,\"b\":2.0}}";
    String id = submit(body).statusCode(202).extract().path("id");

    submit(
            "{\"lead\":{\"lastname\":\"Dupont\",\"phone\":\"0601020304\",\"b\":2,\"a\":1},\"reference\":\"LP-2\",\"customer\":\"%s\"}")
        .statusCode(200)
        .header("Idempotency-Replayed", "true")
        .body("id", is(id));
  }

  @Test
  void aLeadThatIsTooLateIsRefusedUnlessItRepeatsOneThatCameInTime() {
    Instant limit = Instant.now().plus(Duration.ofHours(1));
    String body =
        "{\"customer\":\"%s\",\"reference\":\"LP-late\",\"not_after\":\""
            + limit
            + "\",\"lead\":{\"lastname\":\"Dupont\",\"phone\":\"0601020304\"}}";
    String id = submit(body).statusCode(202).extract().path("id");

    QuarkusMock.installMockForType(Clock.fixed(limit, ZoneOffset.UTC), Clock.class);

    submit(body).statusCode(200).header("Idempotency-Replayed", "true").body("id", is(id));
    problem(submit(body.replace("LP-late", "LP-later")), 422, "too-late");
    problem(submit(body.replace("Dupont", "Durand")), 409, "reference-conflict");
  }

  /** Two calls have this address; the body of the other one is read line by line. */
  @Test
  void aBodyWithoutAContentTypeIsOneLead() {
    String body =
        """
        {
          "customer": "%s",
          "lead": {"lastname": "Dupont", "phone": "0601020304"}
        }
        """
            .formatted(pair.customer().slug());
    try (RawConnection connection = new RawConnection(gateway)) {
      connection.head(
          "POST /v1/leads",
          "Authorization: Bearer " + pair.key().reveal(),
          "Content-Length: " + body.length(),
          "Connection: close");
      assertThat(connection.send(body).readToTheEnd())
          .startsWith("HTTP/1.1 202")
          .containsIgnoringCase("location: /v1/leads/");
    }
  }

  @Test
  void anotherLeadUnderTheSameReferenceIsAConflict() {
    submit(
            "{\"customer\":\"%s\",\"reference\":\"LP-3\",\"lead\":{\"lastname\":\"Dupont\",\"phone\":\"0601020304\",\"a\":1}}")
        .statusCode(202);
    problem(
        submit(
            "{\"customer\":\"%s\",\"reference\":\"LP-3\",\"lead\":{\"lastname\":\"Dupont\",\"phone\":\"0601020304\",\"a\":2}}"),
        409,
        "reference-conflict");
  }

  @Test
  void theIdempotencyKeyServesAsReference() {
    String body =
        "{\"customer\":\"%s\",\"lead\":{\"lastname\":\"Dupont\",\"phone\":\"0601020304\"}}"
            .formatted(pair.customer().slug());
    String id = provider().header("Idempotency-Key", "k-1").body(body).post("/v1/leads").path("id");
    provider()
        .header("Idempotency-Key", "k-1")
        .body(body)
        .post("/v1/leads")
        .then()
        .statusCode(200)
        .body("id", is(id))
        .body("reference", is("k-1"));
  }

  /** Regression: the framework takes an empty header for an absent one, so each was a new lead. */
  @Test
  void anEmptyIdempotencyKeyIsRefused() {
    String body =
        "{\"customer\":\"%s\",\"lead\":{\"lastname\":\"Dupont\",\"phone\":\"0601020304\"}}"
            .formatted(pair.customer().slug());
    provider()
        .header("Idempotency-Key", "")
        .body(body)
        .post("/v1/leads")
        .then()
        .statusCode(422)
        .body("type", is("/problems/invalid-lead"));
    provider().get("/v1/leads").then().body("items.size()", is(0));
  }

  /** Regression: the first counted, and which is first is up to whatever passes them on. */
  @Test
  void severalIdempotencyKeysThatDifferAreRefused() {
    String body =
        "{\"customer\":\"%s\",\"lead\":{\"lastname\":\"Dupont\",\"phone\":\"0601020304\"}}"
            .formatted(pair.customer().slug());
    provider()
        .header("Idempotency-Key", "k-1", "k-2")
        .body(body)
        .post("/v1/leads")
        .then()
        .statusCode(422)
        .body("type", is("/problems/invalid-lead"));
    provider()
        .header("Idempotency-Key", "k-1", "k-1")
        .body(body)
        .post("/v1/leads")
        .then()
        .statusCode(202)
        .body("reference", is("k-1"));
  }

  @Test
  void withoutAReferenceEachSubmissionIsANewLead() {
    String first =
        submit("{\"customer\":\"%s\",\"lead\":{\"lastname\":\"Dupont\",\"phone\":\"0601020304\"}}")
            .statusCode(202)
            .extract()
            .path("id");
    submit("{\"customer\":\"%s\",\"lead\":{\"lastname\":\"Dupont\",\"phone\":\"0601020304\"}}")
        .statusCode(202)
        .body("id", not(equalTo(first)));
  }

  @Test
  void aBodyThatIsNotJsonIsMalformed() {
    problem(submit("{\"customer\":"), 400, "malformed-body");
    problem(provider().post("/v1/leads").then(), 400, "malformed-body");
  }

  @Test
  void invalidMembersAreReportedWithTheirPointers() {
    problem(submit("{\"lead\":{\"provider_webhook_url\":\"x\"},\"extra\":1}"), 422, "invalid-lead")
        .body("errors.pointer", hasItem("/customer"))
        .body("errors.pointer", hasItem("/lead/provider_webhook_url"))
        .body("errors.pointer", hasItem("/extra"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "customer  | \"a\\u0000b\"",
        "reference | \"a\\u0000b\"",
        "reference | \"half a pair \\ud83d\"",
        "not_after | \"+999999999-12-31T23:59:59Z\""
      })
  void whatTheDatabaseCannotKeepIsToldWithItsPlace(String member, String value) {
    String lead = "\"lead\":{\"lastname\":\"Dupont\",\"phone\":\"0601020304\"}";
    problem(submit("{" + lead + ",\"" + member + "\":" + value + "}"), 422, "invalid-lead")
        .body("errors.pointer", hasItem("/" + member));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e99999999999999999999", "0.0e-2147483648"})
  void aNumberOutOfEveryRangeIsInvalid(String number) {
    String lead = "{\"lastname\":\"Dupont\",\"phone\":\"0601020304\",\"n\":" + number + "}";
    problem(submit("{\"customer\":\"%s\",\"lead\":" + lead + "}"), 422, "invalid-lead");
  }

  @Test
  void aBodyNestedTooDeeplyIsInvalid() {
    problem(submit("[".repeat(100)), 422, "invalid-lead");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/leads?reference=%00", "/v1/leads?customer=%00"})
  void aParameterThatTheDatabaseCannotCompareIsAProblem(String target) {
    problem(provider().urlEncodingEnabled(false).get(target).then(), 400, "invalid-request");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Bearer", "Bearer x", "Bearer llp_a_b", "Basic bGxwOmE=", "Bearer llp_"})
  void withoutAValidKeyNothingIsServed(String authorization) {
    problem(
            given()
                .header("Authorization", authorization)
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/v1/leads")
                .then(),
            401,
            "unauthenticated")
        .header("WWW-Authenticate", "Bearer");
  }

  @Test
  void withoutAKeyHeaderNothingIsServed() {
    problem(given().get("/v1/leads/" + UUID.randomUUID()).then(), 401, "unauthenticated");
  }

  @Test
  void aKeyWithAnotherSecretIsRefused() {
    String key = pair.key().reveal();
    String other = key.substring(0, key.lastIndexOf('_') + 1) + "0";
    problem(
        given().header("Authorization", "Bearer " + other).get("/v1/leads/x").then(),
        401,
        "unauthenticated");
  }

  @Test
  void anUnknownCustomerAndOneNotGrantedAreTheSameToTheCaller() {
    String stranger = onboarding.providerWithCustomer().customer().slug();
    for (String slug : new String[] {stranger, "no-such-customer", "Not A Slug"}) {
      problem(
          provider()
              .body(
                  "{\"customer\":\""
                      + slug
                      + "\",\"lead\":{\"lastname\":\"Dupont\",\"phone\":\"0601020304\"}}")
              .post("/v1/leads")
              .then(),
          403,
          "customer-not-granted");
    }
  }

  @Test
  void anotherProvidersLeadIsNotFound() {
    String id =
        submit("{\"customer\":\"%s\",\"lead\":{\"lastname\":\"Dupont\",\"phone\":\"0601020304\"}}")
            .extract()
            .path("id");
    String otherKey = onboarding.providerWithCustomer().key().reveal();
    for (String path : new String[] {"/v1/leads/" + id, "/v1/leads/" + id + "/events"}) {
      problem(
          given().header("Authorization", "Bearer " + otherKey).get(path).then(), 404, "not-found");
    }
    problem(provider().get("/v1/leads/" + UUID.randomUUID()).then(), 404, "not-found");
    problem(provider().get("/v1/leads/not-an-id").then(), 404, "not-found");
  }

  @Test
  void aLeadOverItsLimitIsTooLarge() {
    String lead = "{\"message\":\"" + "x".repeat(65536) + "\"}";
    problem(submit("{\"customer\":\"%s\",\"lead\":" + lead + "}"), 413, "body-too-large");
  }

  @Test
  void aBodyThatIsFarTooLongIsRefusedBeforeItIsRead() {
    for (int megabytes : new int[] {2, 11}) {
      String body = "x".repeat(megabytes * 1_048_576);
      problem(provider().body(body).post("/v1/leads").then(), 413, "body-too-large");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {70_000, 2_000_000})
  void aLongBodyThatDoesNotSayItsLengthIsTooLarge(int length) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(gateway.resolve("/v1/leads"))
            .header("Authorization", "Bearer " + pair.key().reveal())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofInputStream(() -> leadOf(length)))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.body()).contains("/problems/body-too-large");
  }

  private static InputStream leadOf(int length) {
    String body = "{\"customer\":\"c\",\"lead\":{\"message\":\"" + "x".repeat(length) + "\"}}";
    return new ByteArrayInputStream(body.getBytes(UTF_8));
  }

  @Test
  void anotherContentTypeIsRefused() {
    problem(
        pair.asProvider().contentType("text/csv").body("a,b").post("/v1/leads").then(),
        415,
        "unsupported-media-type");
  }

  @Test
  void anUnknownPathIsAnsweredWithAProblem() {
    problem(provider().get("/v1/nothing").then(), 404, "not-found");
    problem(provider().delete("/v1/leads").then(), 405, "method-not-allowed");
  }

  @Test
  void theCallersRequestIdComesBack() {
    provider()
        .header("X-Request-Id", "trace-7")
        .get("/v1/leads/x")
        .then()
        .header("X-Request-Id", "trace-7");
  }

  private ValidatableResponse submit(String bodyWithCustomer) {
    return provider()
        .body(bodyWithCustomer.replace("%s", pair.customer().slug()))
        .post("/v1/leads")
        .then();
  }

  private RequestSpecification provider() {
    return pair.asProvider().contentType(ContentType.JSON);
  }

  private static ValidatableResponse problem(ValidatableResponse answer, int status, String slug) {
    return answer
        .statusCode(status)
        .contentType("application/problem+json")
        .header("X-Request-Id", notNullValue())
        .body("type", is("/problems/" + slug))
        .body("status", is(status))
        .body("title", notNullValue())
        .body("detail", notNullValue());
  }
}
