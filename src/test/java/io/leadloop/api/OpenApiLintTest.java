package io.leadloop.api;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.error.ErrorCode;
import io.leadloop.fuzz.ApiDescription;
import io.leadloop.fuzz.Call;
import io.leadloop.fuzz.Examples;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The rules of the OpenAPI document: what each operation has, names, problems and examples. */
class OpenApiLintTest {
  private static final String PROBLEM = "application/problem+json";
  private static final Set<String> TYPES =
      Stream.of(ErrorCode.values()).map(code -> "/problems/" + code.slug()).collect(toSet());

  private final ApiDescription api = ApiDescription.written();
  private final List<Call> calls = api.calls();

  @Test
  void everyOperationIsNamedTaggedAndDescribed() {
    List<String> tags = api.document().get("tags").findValuesAsText("name");
    assertThat(calls)
        .allSatisfy(
            call -> {
              JsonNode operation = call.operation();
              assertThat(operation.path("operationId").asText()).matches("[a-z]+([A-Z][a-z]+)*");
              assertThat(operation.path("tags")).as("%s has one tag", call).hasSize(1);
              assertThat(tags).contains(operation.at("/tags/0").asText());
              assertThat(operation.path("summary").asText()).matches("[A-Z].{3,58}[^.]");
              assertThat(operation.path("description").asText()).endsWith(".");
            });
    assertThat(calls)
        .extracting(call -> call.operation().get("operationId").asText())
        .doesNotHaveDuplicates();
  }

  @Test
  void everyParameterHasAnExplanationAndAType() {
    assertThat(api.document().findValues("parameters").stream().flatMap(OpenApiLintTest::elements))
        .isNotEmpty()
        .allSatisfy(
            each -> {
              JsonNode parameter = api.resolve(each);
              assertThat(parameter.path("description").asText()).endsWith(".");
              assertThat(api.resolve(parameter.path("schema")).has("type")).isTrue();
            });
  }

  @Test
  void everyRefusalIsAProblemOfItsStatus() {
    for (Call call : calls) {
      assertThat(call.documents(500)).as("%s 500", call).isTrue();
      call.responses()
          .forEach(
              (status, answer) -> {
                if (status.matches("[45].*")) {
                  assertProblem(call + " " + status, status, answer);
                }
              });
    }
  }

  private void assertProblem(String where, String status, JsonNode answer) {
    assertThat(answer.get("content").properties()).as(where).hasSize(1);
    JsonNode content = answer.get("content").get(PROBLEM);
    assertThat(content.at("/schema/$ref").asText()).as(where).endsWith("/schemas/Problem");
    assertThat(Examples.of(api, content))
        .as(where)
        .isNotEmpty()
        .allSatisfy(
            problem -> {
              assertThat(problem.get("status").asText()).matches(status.replace("X", "."));
              assertThat(TYPES).contains(problem.get("type").asText());
            });
  }

  @Test
  void everyCallWithAKeyDocumentsItsRefusal() {
    assertThat(calls.stream().filter(call -> call.operation().has("security")))
        .isNotEmpty()
        .allMatch(call -> call.documents(401) && call.documents(403) && call.documents(429));
  }

  @Test
  void everyAnswerHasAnExampleThatItsSchemaAllows() {
    for (Call call : calls) {
      call.responses()
          .forEach(
              (status, answer) -> {
                if (!status.equals("204")) {
                  assertThat(answer.path("content")).as(call + " " + status).isNotEmpty();
                }
                answer
                    .path("content")
                    .forEach(content -> assertExamples(call + " " + status, content));
              });
    }
  }

  @Test
  void everyJsonBodyHasAnExampleThatItsSchemaAllows() {
    for (Call call : calls) {
      if (call.bodies().containsKey("application/json")) {
        assertExamples(call.toString(), call.bodies().get("application/json"));
      }
    }
  }

  private void assertExamples(String where, JsonNode content) {
    assertThat(Examples.of(api, content))
        .as(where)
        .isNotEmpty()
        .allSatisfy(
            example ->
                assertThat(api.errors(content.get("schema"), example))
                    .as("%s: %s", where, example)
                    .isEmpty());
  }

  @Test
  void everyExampleOfASchemaIsValid() {
    api.document()
        .at("/components/schemas")
        .properties()
        .forEach(
            schema ->
                assertThat(elements(schema.getValue().path("examples")))
                    .allSatisfy(
                        example ->
                            assertThat(api.errors(schema.getValue(), example))
                                .as(schema.getKey())
                                .isEmpty()));
  }

  @Test
  void everyReferenceLeadsSomewhereAndEveryComponentIsUsed() {
    Set<String> referred = new TreeSet<>(api.document().findValuesAsText("$ref"));
    calls.forEach(
        call ->
            elements(call.operation().path("security"))
                .flatMap(each -> each.properties().stream())
                .forEach(each -> referred.add("#/components/securitySchemes/" + each.getKey())));
    Set<String> present = new TreeSet<>();
    api.document()
        .get("components")
        .properties()
        .forEach(
            kind ->
                kind.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        name -> present.add("#/components/" + kind.getKey() + "/" + name)));
    assertThat(referred).isEqualTo(present);
  }

  @Test
  void namesFollowTheRules() {
    JsonNode components = api.document().get("components");
    components
        .properties()
        .forEach(
            kind ->
                assertThat(names(kind.getValue()))
                    .allMatch(
                        name ->
                            name.matches(
                                kind.getKey().equals("securitySchemes")
                                    ? "[a-z]+([A-Z][a-z]+)*"
                                    : "([A-Z][a-z]+)+")));
    assertThat(api.document().get("paths").fieldNames())
        .toIterable()
        .allMatch(path -> path.matches("(/([a-z0-9-]+|\\{[a-z]+}))+(\\.json|\\.yaml)?"));
    assertThat(calls.stream().flatMap(call -> call.parameters("query").stream()))
        .allMatch(name -> name.matches("[a-z]+(_[a-z]+)*"));
    assertThat(components.findValues("properties").stream().flatMap(each -> names(each).stream()))
        .allMatch(name -> name.matches("[a-z]+(_[a-z]+)*"));
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static Stream<JsonNode> elements(JsonNode parent) {
    return StreamSupport.stream(parent.spliterator(), false);
  }
}
