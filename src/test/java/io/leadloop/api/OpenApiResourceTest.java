package io.leadloop.api;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.leadloop.testing.GatewayTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The OpenAPI document as it is served, in both formats, whole and in part. */
@GatewayTest
class OpenApiResourceTest {
  private static final Path WRITTEN = Path.of("src/docs/openapi.yaml");

  @Test
  void theDocumentIsServedAsItIsWritten() throws IOException {
    assertThat(new String(given().get("/openapi").asByteArray(), UTF_8))
        .isEqualTo(Files.readString(WRITTEN));
  }

  @Test
  void jsonHasTheSameContent() throws IOException {
    JsonNode written = new YAMLMapper().readTree(Files.readString(WRITTEN));
    assertThat(json("/openapi")).isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/openapi | */* | application/yaml",
        "/openapi | application/json | application/json",
        "/openapi | text/html, application/json;q=0.5 | application/json",
        "/openapi | application/json;q=0.1, application/yaml | application/yaml",
        "/openapi | text/html | application/yaml",
        "/openapi?format=json | text/html | application/json",
        "/openapi?format=JSON | application/yaml | application/json",
        "/openapi?format=yaml | */* | application/yaml",
        "/openapi/provider | */* | application/yaml",
        "/openapi/provider | application/json | application/json",
        "/openapi/provider?format=json | */* | application/json"
      })
  void formatAndAcceptChoose(String target, String accept, String expected) throws IOException {
    Response answer = given().header("Accept", accept).get(target);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.contentType()).startsWith(expected);
    JsonNode document = new YAMLMapper().readTree(answer.asByteArray());
    assertThat(document.path("openapi").asText()).isEqualTo("3.1.0");
  }

  @Test
  void aProvidersPartHasItsCallsAndNoOthers() throws IOException {
    JsonNode part = json("/openapi/provider");
    assertThat(part.get("paths").fieldNames())
        .toIterable()
        .contains("/v1/leads", "/v1/me/endpoints/{endpoint}", "/addlead")
        .allMatch(path -> path.startsWith("/v1/") || path.equals("/addlead"));
    assertThat(part.at("/components/schemas").fieldNames())
        .toIterable()
        .contains("Submission", "Lead", "Problem", "FieldError")
        .doesNotContain("AdminLead", "Customer", "AuditEntry");
    assertThat(part.at("/components/securitySchemes")).hasSize(1);
    assertThat(part.get("tags").findValuesAsText("name")).containsExactly("provider");
    assertThat(part.findValuesAsText("$ref"))
        .isNotEmpty()
        .allMatch(reference -> part.at(reference.substring(1)).isObject());
  }

  @Test
  void theYamlOfAPartHasTheSameContent() throws IOException {
    assertThat(new YAMLMapper().readTree(given().get("/openapi/provider").asByteArray()))
        .isEqualTo(json("/openapi/provider"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/openapi/admin", "/openapi/", "/openapi/provider/x"})
  void otherPartsAreNotServed(String path) {
    int expected = path.equals("/openapi/") ? 200 : 404;
    assertThat(given().get(path).statusCode()).isEqualTo(expected);
  }

  private static JsonNode json(String path) throws IOException {
    return new ObjectMapper().readTree(given().get(path + "?format=json").asByteArray());
  }
}
