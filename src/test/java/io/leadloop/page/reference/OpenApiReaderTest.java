package io.leadloop.page.reference;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gateway's own document, as the pages have it. */
class OpenApiReaderTest {
  private JsonNode document;
  private List<ApiOperation> operations;
  private List<ApiSchema> schemas;

  @BeforeEach
  void read() throws IOException {
    document = new YAMLMapper().readTree(Files.readString(Path.of("src/docs/openapi.yaml")));
    OpenApiReader reader = new OpenApiReader(document);
    operations = reader.operations();
    schemas = reader.schemas();
  }

  @Test
  void eachCallIsThereOnce() {
    assertThat(operations)
        .hasSize(document.findValues("operationId").size())
        .hasSizeGreaterThan(80);
    assertThat(operations).extracting(ApiOperation::id).doesNotHaveDuplicates();
    assertThat(operations).allMatch(call -> !call.answers().isEmpty());
  }

  @Test
  void aCallIsListedForWhoMakesIt() {
    assertThat(call("POST", "/v1/leads").audience()).isEqualTo(Audience.PROVIDERS);
    assertThat(call("POST", "/addlead").audience()).isEqualTo(Audience.PROVIDERS);
    assertThat(call("GET", "/admin/v1/audit").audience()).isEqualTo(Audience.ADMINISTRATORS);
    assertThat(call("PUT", "/callbacks/{token}").audience()).isEqualTo(Audience.OPLEAD);
    assertThat(call("GET", "/schemas/lead.json").audience()).isEqualTo(Audience.EVERYBODY);
    assertThat(call("GET", "/admin/v1/audit").hasKey()).isTrue();
    assertThat(call("PUT", "/callbacks/{token}").hasKey()).isFalse();
  }

  @Test
  void aBodyHasItsMembersAndItsExample() {
    ApiContent body = call("POST", "/v1/leads").bodies().get(0);
    assertThat(body.mediaType()).isEqualTo("application/json");
    assertThat(body.type()).isEqualTo(new ApiType("Submission", "Submission"));
    assertThat(body.examples().get(0)).contains("\"customer\" : \"cuisines-durand\"");
    assertThat(body.fields())
        .contains(
            new ApiField(
                "customer",
                "",
                new ApiType("string", null),
                true,
                "minLength 1, maxLength 63",
                "The slug of a customer that this provider may send to."));
    assertThat(call("POST", "/v1/leads").curl())
        .startsWith("curl -X POST \"https://gateway.invalid/v1/leads\" \\\n")
        .contains(
            "$LEADLOOP_KEY", "-H 'Content-Type: application/json'", "\"lastname\" : \"Dupont\"");
  }

  @Test
  void aParameterHasItsPlaceAndLimits() {
    assertThat(call("GET", "/v1/leads").parameters())
        .contains(
            new ApiField(
                "limit",
                "query",
                new ApiType("integer", null),
                false,
                "default 50, minimum 1, maximum 500",
                "The number of items on the page."));
    assertThat(call("GET", "/v1/leads/{id}").parameters())
        .anyMatch(parameter -> parameter.name().equals("id") && parameter.isRequired());
  }

  @Test
  void typesAreWrittenOut() {
    assertThat(type("NewEndpoint", "scheme")).isEqualTo("\"v1\" | \"v1a\" | null");
    assertThat(type("NewEndpoint", "types")).isEqualTo("string[] | null");
    assertThat(type("EndpointPage", "items")).isEqualTo("Endpoint[]");
    assertThat(type("Subscription", "checked_at")).isEqualTo("string, date-time | null");
    assertThat(type("OnboardedProvider", "kafka")).isEqualTo("KafkaAccess");
    assertThat(type("Submission", "reference")).isEqualTo("string | null");
    assertThat(type("UnknownStatuses", "items")).isEqualTo("UnknownStatus[]");
  }

  @Test
  void anAnswerWithAProblemNamesIt() {
    ApiAnswer taken = answer(call("POST", "/admin/v1/customers"), "409");
    assertThat(taken.problems()).containsExactly("slug-taken", "token-in-use");
    assertThat(taken.hasExamples()).isFalse();
    ApiAnswer created = answer(call("POST", "/v1/leads"), "202");
    assertThat(created.problems()).isEmpty();
    assertThat(created.hasExamples()).isTrue();
    assertThat(created.contents().get(0).type().schema()).isEqualTo("Lead");
  }

  /** A link to an object that is not shown would lead nowhere. */
  @Test
  void eachObjectThatIsLinkedIsShown() {
    Set<String> shown = schemas.stream().map(ApiSchema::name).collect(toSet());
    Stream<ApiType> ofCalls =
        operations.stream()
            .flatMap(
                call ->
                    Stream.concat(
                        call.bodies().stream(),
                        call.answers().stream().flatMap(answer -> answer.contents().stream())))
            .flatMap(
                content ->
                    Stream.concat(
                        Stream.of(content.type()), content.fields().stream().map(ApiField::type)));
    Stream<ApiType> ofObjects =
        schemas.stream().flatMap(schema -> schema.fields().stream()).map(ApiField::type);
    assertThat(
            Stream.concat(ofCalls, ofObjects)
                .filter(type -> type.schema() != null)
                .map(ApiType::schema))
        .hasSizeGreaterThan(100)
        .allMatch(shown::contains);
  }

  private ApiOperation call(String method, String path) {
    return operations.stream()
        .filter(call -> call.method().equals(method) && call.path().equals(path))
        .findFirst()
        .orElseThrow();
  }

  private static ApiAnswer answer(ApiOperation call, String status) {
    return call.answers().stream()
        .filter(answer -> answer.status().equals(status))
        .findFirst()
        .orElseThrow();
  }

  private String type(String schema, String field) {
    return schemas.stream()
        .filter(each -> each.name().equals(schema))
        .flatMap(each -> each.fields().stream())
        .filter(each -> each.name().equals(field))
        .findFirst()
        .orElseThrow()
        .type()
        .text();
  }
}
