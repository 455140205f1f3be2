package io.leadloop.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.leadloop.testing.GatewayTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The document has an example of each response, which matches its schema. */
@GatewayTest
class OpenApiExamplesTest {
  private static final String NO_CONTENT = "204";

  private ApiDescription api;

  @BeforeEach
  void read() {
    api = ApiDescription.served();
  }

  @Test
  void everyAnswerHasAnExampleThatItsSchemaAllows() {
    for (Call call : api.calls()) {
      call.responses().entrySet().stream()
          .filter(answer -> !answer.getKey().equals(NO_CONTENT))
          .forEach(
              answer ->
                  assertExamples(call + " " + answer.getKey(), answer.getValue().get("content")));
    }
  }

  @Test
  void everyJsonBodyHasAnExampleThatItsSchemaAllows() {
    for (Call call : api.calls()) {
      if (call.bodies().containsKey("application/json")) {
        assertExample(call.toString(), call.bodies().get("application/json"));
      }
    }
  }

  private void assertExamples(String where, JsonNode content) {
    assertThat(content).as(where).isNotNull();
    assertThat(content.size()).as(where).isPositive();
    content.forEach(mediaType -> assertExample(where, mediaType));
  }

  private void assertExample(String where, JsonNode mediaType) {
    List<JsonNode> examples = Examples.of(api, mediaType);
    assertThat(examples).as(where).isNotEmpty();
    for (JsonNode example : examples) {
      assertThat(errors(mediaType.get("schema"), example)).as(where + ": " + example).isEmpty();
    }
  }

  /** The schema's references are into the document, so it is checked with the document around. */
  private List<Error> errors(JsonNode schema, JsonNode example) {
    ObjectNode whole = schema.deepCopy();
    whole.set("components", api.document().get("components"));
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(whole)
        .validate(example);
  }
}
