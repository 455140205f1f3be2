package io.leadloop.api;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The reviewed contract is public; a provider gets its own version. */
@GatewayTest
class ContractDocumentsTest {
  private static final Path REVIEWED = Path.of("src/docs");

  @Inject Onboarding onboarding;

  @ConfigProperty(name = "leadloop.public-url")
  URI gateway;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @Test
  void theAsyncApiDocumentIsTheReviewedOne() throws IOException {
    Response answer = given().get("/asyncapi.yaml");
    answer.then().statusCode(200).contentType(startsWith("application/yaml"));
    assertThat(text(answer)).isEqualTo(Files.readString(REVIEWED.resolve("asyncapi.yaml")));
  }

  static Stream<String> schemas() throws IOException {
    try (Stream<Path> files = Files.list(REVIEWED.resolve("schemas"))) {
      return files.map(file -> file.getFileName().toString()).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void eachSchemaIsTheReviewedOne(String name) throws IOException {
    Response answer = given().get("/schemas/" + name);
    answer.then().statusCode(200).contentType(startsWith("application/schema+json"));
    assertThat(text(answer)).isEqualTo(Files.readString(REVIEWED.resolve("schemas").resolve(name)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/schemas/io.leadloop.lead.forwarded.v2.json",
        "/schemas/io.leadloop.lead.forwarded.v1",
        "/schemas/.json",
        "/schemas/..%2Fasyncapi.json",
        "/schemas/..%2f..%2fschemas%2flead.json",
        "/schemas/%2e%2e%2fschemas%2fio.leadloop.lead.held.v1.json",
        "/schemas/%00.json"
      })
  void whatIsNoSchemaIsNotFound(String path) {
    given()
        .urlEncodingEnabled(false)
        .get(path)
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("type", is("/problems/not-found"));
  }

  @Test
  void aProvidersAsyncApiNamesItsTopicAndNoOther() {
    Onboarding.Pair other = onboarding.providerWithCustomer();
    Onboarding.Pair pair = onboarding.providerWithCustomer();
    Response answer = pair.asProvider().get("/v1/me/asyncapi.yaml");
    answer.then().statusCode(200).contentType(startsWith("application/yaml"));
    assertThat(text(answer))
        .contains("address: " + pair.provider().topic() + "\n")
        .contains("host: " + kafka + "\n")
        .contains("$ref: " + gateway + "/schemas/io.leadloop.lead.held.v1.json\n")
        .doesNotContain("{provider}", other.provider().slug(), "example.com");
  }

  @Test
  void aProvidersAsyncApiNeedsAKey() {
    given()
        .get("/v1/me/asyncapi.yaml")
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", "Bearer")
        .body("type", is("/problems/unauthenticated"));
  }

  private static String text(Response answer) {
    return new String(answer.asByteArray(), UTF_8);
  }
}
