package io.leadloop.admin.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.leadloop.simulator.SimulatedOplead;
import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.testing.Credentials;
import io.leadloop.testing.GatewayTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Destination, transport and uniqueness of customers' tokens. */
@GatewayTest
class CustomerTokenTest {
  @Inject Credentials credentials;
  @Inject Vertx vertx;

  private final String customer = slug();
  private final String token = UUID.randomUUID().toString();
  private SimulatedOplead oplead;
  private SimulatedOplead other;

  @BeforeEach
  void startBoth() {
    oplead = start();
    other = start();
  }

  @AfterEach
  void stopBoth() {
    oplead.close();
    other.close();
  }

  @Test
  void newHostDoesNotReceiveTheStoredToken() {
    onboard(customer, oplead.baseUrl(), token).statusCode(201);
    verify().body("verification.said", is("ok"));

    patch(Map.of("base_url", other.baseUrl().toString(), "name", "Moved"))
        .statusCode(422)
        .body("errors.pointer", contains("/token"));
    verify().body("oplead.base_url", is(oplead.baseUrl().toString())).body("name", is("Name"));
    assertThat(other.ledger().requests()).isEmpty();
  }

  @Test
  void changedHostNeedsANewVerification() {
    onboard(customer, oplead.baseUrl(), token).statusCode(201);
    verify().body("verification.said", is("ok"));

    patch(Map.of("base_url", other.baseUrl().toString(), "token", token))
        .statusCode(200)
        .body("verification", nullValue())
        .body("oplead.base_url", is(other.baseUrl().toString()));
    verify().body("verification.said", is("ok"));
    assertThat(other.ledger().requests()).isNotEmpty();
  }

  @Test
  void newPathOfTheSameHostNeedsNoToken() {
    onboard(customer, oplead.baseUrl(), token).statusCode(201);
    patch(Map.of("base_url", oplead.baseUrl().resolve("/v2").toString())).statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://localhost:%d/v1", "http://127.0.0.1:%d/v1", "http://localhost/v1"})
  void newSchemeHostOrPortNeedsTheToken(String address) {
    onboard(customer, URI.create("http://localhost:%d/v1".formatted(port())), token)
        .statusCode(201);
    patch(Map.of("base_url", address.formatted(port()))).statusCode(422);
  }

  @Test
  void newTokenClearsTheVerification() {
    onboard(customer, oplead.baseUrl(), "wrong").statusCode(201);
    verify();
    rotate(customer, token).statusCode(200).body("verification", nullValue());
  }

  @Test
  void tokenOfAnotherCustomerIsRejected() {
    onboard(customer, oplead.baseUrl(), token).statusCode(201);
    onboard(slug(), oplead.baseUrl().resolve("/other"), token)
        .statusCode(409)
        .body("type", is("/problems/token-in-use"));
    String dotted = oplead.baseUrl().toString().replace("//localhost:", "//localhost.:");
    onboard(slug(), URI.create(dotted), token).statusCode(409);
    onboard(slug(), other.baseUrl(), token).statusCode(201);
    rotate(customer, token).statusCode(200);

    String second = slug();
    onboard(second, oplead.baseUrl(), token + "2").statusCode(201);
    rotate(second, token).statusCode(409).body("type", is("/problems/token-in-use"));
    onboard(customer, oplead.baseUrl(), token + "3").body("type", is("/problems/slug-taken"));
  }

  @Test
  void concurrentCustomersCannotShareAToken() {
    List<CompletableFuture<Integer>> answers =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> onboard(slug(), oplead.baseUrl(), token).extract().statusCode()))
            .toList();
    assertThat(answers.stream().map(CompletableFuture::join))
        .containsExactlyInAnyOrder(201, 409, 409, 409, 409, 409, 409, 409);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Transfer-Encoding",
        "tRANSFER-eNCODING",
        "content-length",
        "Content-Type",
        "Host",
        "Connection",
        "keep-alive",
        "TE",
        "Trailer",
        "Upgrade",
        "Expect",
        "Proxy-Authorization",
        "Accept-Encoding",
        "Cookie",
        "User-Agent",
        "X-Forwarded-For",
        "x-forwarded-proto",
        "Forwarded",
        "X-Real-IP",
        "Via",
        "traceparent",
        "TraceState",
        "baggage",
        "X_Api_Key",
        "X-Request-Id",
        ":authority",
        "X Token",
        "X-Token:",
        "X-Token\r\nX-Other",
        ""
      })
  void reservedTokenHeaderIsRejected(String header) {
    onboard(Map.of("token", token, "token_header", header))
        .statusCode(422)
        .body("errors.pointer", contains("/oplead/token_header"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a\r\nX-Other: b", "a\u0000", "clé", ""})
  void tokenWithControlCharactersIsRejected(String broken) {
    onboard(Map.of("token", broken))
        .statusCode(422)
        .body("errors.pointer", contains("/oplead/token"));
  }

  @Test
  void tokenSchemeAndParameterAreValidated() {
    onboard(Map.of("token", token, "token_scheme", "Bearer\r\nX"))
        .statusCode(422)
        .body("errors.pointer", contains("/oplead/token_scheme"));
    onboard(Map.of("token", token, "token_query_parameter", "key&admin"))
        .statusCode(422)
        .body("errors.pointer", contains("/oplead/token_query_parameter"));
  }

  private SimulatedOplead start() {
    SimulatedOplead started =
        new SimulatedOplead(vertx, SimulatorSettings.builder().build()).startAndAwait();
    started.accept(token);
    return started;
  }

  private int port() {
    return oplead.baseUrl().getPort();
  }

  private ValidatableResponse onboard(String slug, URI baseUrl, String token) {
    return onboard(slug, Map.of("base_url", baseUrl.toString(), "token", token));
  }

  private ValidatableResponse onboard(Map<String, String> access) {
    Map<String, String> elsewhere = new HashMap<>(access);
    elsewhere.put("base_url", oplead.baseUrl().toString());
    return onboard(slug(), elsewhere);
  }

  private ValidatableResponse onboard(String slug, Map<String, String> access) {
    return json(Map.of("slug", slug, "name", "Name", "oplead", access))
        .post("/admin/v1/customers")
        .then();
  }

  private ValidatableResponse patch(Map<String, String> change) {
    Response answer = json(change).patch("/admin/v1/customers/" + customer);
    return answer.then();
  }

  private ValidatableResponse rotate(String slug, String token) {
    return json(Map.of("token", token)).put("/admin/v1/customers/" + slug + "/token").then();
  }

  private ValidatableResponse verify() {
    return admin().post("/admin/v1/customers/" + customer + "/verify").then().statusCode(200);
  }

  private RequestSpecification json(Object body) {
    return admin().contentType(ContentType.JSON).body(body);
  }

  private RequestSpecification admin() {
    return credentials.asAdministrator();
  }

  private static String slug() {
    return "c-" + UUID.randomUUID();
  }
}
