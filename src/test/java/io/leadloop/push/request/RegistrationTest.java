package io.leadloop.push.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.startsWith;

import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be registered. */
@GatewayTest
class RegistrationTest {
  private static final String URL = "https://hooks.example.com/leadloop";

  private static final String CURSOR = "[1-9]\\d*-\\d+";

  @Inject Onboarding onboarding;

  @ConfigProperty(name = "leadloop.public-url")
  String gateway;

  private Onboarding.Pair pair;
  private EndpointCaller caller;

  @BeforeEach
  void onboard() {
    pair = onboarding.providerWithCustomer();
    caller = new EndpointCaller(pair);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                              | /url",
        "{\"url\": null}                                 | /url",
        "{\"url\": \"\"}                                 | /url",
        "{\"url\": \"ftp://hooks.example.com/\"}         | /url",
        "{\"url\": \"https://a b\"}                      | /url",
        "{\"url\": \"https://me@hooks.example.com/\"}    | /url",
        "{\"url\": \"https://hooks.example.com/#a\"}     | /url",
        "{\"url\": {}}                                   | /url",
        "{\"url\": \"U\", \"name\": 1}                   | /name",
        "{\"url\": \"U\", \"description\": \"\"}         | /description",
        "{\"url\": \"U\", \"description\": \"\\u0000\"}  | /description",
        "{\"url\": \"U\", \"types\": \"all\"}            | /types",
        "{\"url\": \"U\", \"types\": []}                 | /types",
        "{\"url\": \"U\", \"types\": [null]}             | /types/0",
        "{\"url\": \"U\", \"types\": [\"a\"]}            | /types/0",
        "{\"url\": \"U\", \"customers\": []}             | /customers",
        "{\"url\": \"U\", \"customers\": [\"C\", \"x\"]} | /customers/1",
        "{\"url\": \"U\", \"scheme\": \"v2\"}            | /scheme",
        "{\"url\": \"U\", \"start\": \"soon\"}           | /start",
        "{\"url\": \"U\", \"start\": \"2026-11-24\"}     | /start",
        "{\"url\": \"U\", \"max_in_flight\": 0}          | /max_in_flight",
        "{\"url\": \"U\", \"max_in_flight\": 33}         | /max_in_flight",
        "{\"url\": \"U\", \"max_in_flight\": 1.5}        | /max_in_flight"
      })
  void eachMemberIsChecked(String body, String pointer) {
    register(body).statusCode(422).body("errors.pointer", contains(pointer));
    caller.get(EndpointCaller.ENDPOINTS).body("items", hasSize(0));
  }

  @Test
  void allErrorsAreReportedAtOnce() {
    Onboarding.Pair other = onboarding.providerWithCustomer();
    caller
        .register(
            gateway,
            Map.of(
                "description",
                " ",
                "types",
                List.of("io.leadloop.lead.held.v1", "io.leadloop.lead.lost.v1"),
                "customers",
                List.of(other.customer().slug(), "unknown", pair.customer().slug()),
                "scheme",
                "V1",
                "start",
                "0198",
                "max_in_flight",
                -1))
        .then()
        .statusCode(422)
        .body("type", is("/problems/invalid-body"))
        .body("detail", startsWith("/url: must not be the gateway's own address"))
        .body(
            "errors.pointer",
            containsInAnyOrder(
                "/url",
                "/description",
                "/types/1",
                "/customers/0",
                "/customers/1",
                "/scheme",
                "/start",
                "/max_in_flight"));
  }

  @Test
  void aChangeIsCheckedAsARegistrationIs() {
    String one = caller.register(URL, Map.of()).header("Location");
    caller
        .patch(
            one,
            "{\"url\": \"ftp://a\", \"description\": \"\", \"types\": [], \"customers\": [\"x\"],"
                + " \"max_in_flight\": 99}")
        .statusCode(422)
        .body(
            "errors.pointer",
            containsInAnyOrder("/url", "/description", "/types", "/customers/0", "/max_in_flight"));
    caller.patch(one, "{\"state\": \"active\"}").statusCode(422);
    caller.patch(one, "{\"scheme\": \"v1a\"}").statusCode(422);
    caller.patch(one, "{}").statusCode(200).body("url", is(URL)).body("max_in_flight", is(4));
  }

  @Test
  void whereItStartsIsItsCursor() {
    String time = "2026-11-24T09:30:00+01:00";
    caller.register(URL, Map.of("start", "beginning")).then().body("cursor", is("0-0"));
    caller.register(URL, Map.of("start", "17-4")).then().body("cursor", is("17-4"));
    caller.register(URL, Map.of()).then().body("cursor", matchesPattern(CURSOR));
    caller.register(URL, Map.of("start", "now")).then().body("cursor", matchesPattern(CURSOR));
    caller.register(URL, Map.of("start", time)).then().body("cursor", matchesPattern(CURSOR));
  }

  /** A count without a lock would let more in. */
  @Test
  void aProviderHasAtMostFiveHoweverManyItRegistersAtOnce() {
    List<CompletableFuture<Integer>> answers =
        IntStream.range(0, 12)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> caller.register(URL + i, Map.of()).statusCode()))
            .toList();
    assertThat(answers.stream().map(CompletableFuture::join))
        .filteredOn(status -> status == 201)
        .hasSize(5);
    assertThat(answers.stream().map(CompletableFuture::join))
        .filteredOn(status -> status != 201)
        .containsOnly(409);
    List<String> ids = caller.get(EndpointCaller.ENDPOINTS).extract().path("items.id");
    assertThat(ids).hasSize(5).isSorted();
    caller
        .register(URL, Map.of())
        .then()
        .statusCode(409)
        .body("type", is("/problems/too-many-endpoints"));
    caller.delete(EndpointCaller.ENDPOINTS + "/" + ids.get(0)).statusCode(204);
    caller.register(URL, Map.of()).then().statusCode(201);
  }

  private ValidatableResponse register(String body) {
    String filled =
        body.replace("\"U\"", '"' + URL + '"').replace("\"C\"", '"' + pair.customer().slug() + '"');
    return pair.asProvider()
        .contentType(ContentType.JSON)
        .body(filled)
        .post(EndpointCaller.ENDPOINTS)
        .then();
  }
}
