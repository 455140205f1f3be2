package io.leadloop.api;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The AsyncAPI document is consistent, and a provider's own one names no other provider. */
class AsyncApiTest {
  private static final Path FOLDER = Path.of("src/docs");
  private static final String SCHEMAS = "https://leads.example.com/";
  private static final YAMLMapper YAML = new YAMLMapper();

  private String text;
  private JsonNode document;

  @BeforeEach
  void read() throws IOException {
    text = Files.readString(FOLDER.resolve("asyncapi.yaml"));
    document = parse(text);
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    List<String> references = document.findValuesAsText("$ref");
    assertThat(references).hasSizeGreaterThan(20);
    assertThat(references)
        .allSatisfy(
            reference -> {
              if (reference.startsWith("#")) {
                assertThat(document.at(reference.substring(1)).isObject()).isTrue();
              } else {
                assertThat(FOLDER.resolve(reference)).isRegularFile();
              }
            });
  }

  @Test
  void thereIsAMessageForEachSchemaAndNoOther() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER.resolve("schemas"))) {
      List<String> types =
          files.map(f -> f.getFileName().toString().replaceAll("\\.json$", "")).collect(toList());
      assertThat(AsyncApi.parse(text).types()).containsExactlyInAnyOrderElementsOf(types);
    }
  }

  @Test
  void eachMessageHasItsSchemaItsHeadersAndTheLeadAsItsKey() {
    for (JsonNode message : messages()) {
      String type = message.get("name").asText();
      assertThat(message.at("/payload/$ref").asText()).isEqualTo("schemas/" + type + ".json");
      assertThat(message.at("/headers/allOf/0/$ref").asText())
          .isEqualTo("#/components/schemas/cloudEvent");
      assertThat(message.at("/headers/allOf/1/properties/ce_type/const").asText()).isEqualTo(type);
      JsonNode trait = document.at(message.at("/traits/0/$ref").asText().substring(1));
      assertThat(trait.get("contentType").asText()).isEqualTo("application/json");
      assertThat(trait.at("/bindings/kafka/key/format").asText()).isEqualTo("uuid");
    }
  }

  @Test
  void theHeadersAreThoseOfACloudEventInBinaryMode() {
    JsonNode headers = document.at("/components/schemas/cloudEvent");
    List<String> names = new ArrayList<>();
    headers.get("properties").fieldNames().forEachRemaining(names::add);
    assertThat(names)
        .containsExactlyInAnyOrder(
            "ce_specversion",
            "ce_id",
            "ce_type",
            "ce_source",
            "ce_subject",
            "ce_time",
            "ce_sequence",
            "content-type");
    assertThat(texts(headers.get("required"))).containsExactlyElementsOf(names);
  }

  @Test
  void theGatewaySendsEachMessageToTheOneChannel() {
    assertThat(document.get("asyncapi").asText()).isEqualTo("3.0.0");
    assertThat(document.at("/channels/status/address").asText())
        .isEqualTo("leadloop.status.{provider}");
    assertThat(document.at("/channels/status/parameters").has("provider")).isTrue();
    assertThat(document.get("channels")).hasSize(1);
    assertThat(document.at("/channels/status/messages")).hasSameSizeAs(messages());
    JsonNode operation = document.at("/operations/sendStatus");
    assertThat(operation.get("action").asText()).isEqualTo("send");
    assertThat(operation.get("messages")).hasSameSizeAs(messages());
  }

  @Test
  void aProvidersOwnNamesItsTopicAndItsServer() {
    JsonNode own = own("localhost:9092", "PLAINTEXT");
    assertThat(own.at("/channels/status/address").asText()).isEqualTo("leadloop.status.atelier");
    assertThat(own.at("/channels/status").has("parameters")).isFalse();
    assertThat(own.get("servers")).hasSize(1);
    assertThat(own.at("/servers/kafka/host").asText()).isEqualTo("localhost:9092");
    assertThat(own.at("/servers/kafka/protocol").asText()).isEqualTo("kafka");
    assertThat(own.at("/servers/kafka/description").asText()).contains("PLAINTEXT", "'atelier.'");
    assertThat(own.at("/servers/kafka").has("security")).isFalse();
    assertThat(own.toString()).doesNotContain("{provider}", "example.com:9092", "securitySchemes");
  }

  @Test
  void serversThatAskForAPasswordAndAreEncryptedAreNamedSo() {
    JsonNode own = own("k1:9093, k2:9093", "SASL_SSL");
    assertThat(own.at("/servers/kafka/host").asText()).isEqualTo("k1:9093");
    assertThat(own.at("/servers/kafka2/host").asText()).isEqualTo("k2:9093");
    assertThat(own.get("servers"))
        .hasSize(2)
        .allSatisfy(
            server -> {
              assertThat(server.get("protocol").asText()).isEqualTo("kafka-secure");
              assertThat(server.at("/security/0/$ref").asText())
                  .isEqualTo("#/components/securitySchemes/scram");
            });
    assertThat(own.at("/components/securitySchemes/scram/type").asText()).isEqualTo("scramSha512");
    assertThat(own("k:9092", "SASL_PLAINTEXT").at("/servers/kafka/protocol").asText())
        .isEqualTo("kafka");
    assertThat(own("k:9093", "SSL").at("/servers/kafka/protocol").asText())
        .isEqualTo("kafka-secure");
  }

  @Test
  void aProvidersOwnRefersToTheSchemasByTheirWholeAddress() {
    assertThat(own("k:9092", "PLAINTEXT").at("/components/messages/held/payload/$ref").asText())
        .isEqualTo(SCHEMAS + "schemas/io.leadloop.lead.held.v1.json");
  }

  @Test
  void theRestOfAProvidersOwnIsAsItWasReviewed() {
    assertThat(withoutWhatIsOwn(own("k:9092", "SASL_SSL"))).isEqualTo(withoutWhatIsOwn(document));
  }

  private JsonNode own(String bootstrapServers, String securityProtocol) {
    ProviderView.Kafka kafka =
        new ProviderView.Kafka(
            bootstrapServers,
            securityProtocol,
            Optional.empty(),
            "leadloop.status.atelier",
            "atelier.");
    return parse(AsyncApi.parse(text).of(kafka, SCHEMAS).yaml());
  }

  private static JsonNode withoutWhatIsOwn(JsonNode whole) {
    ObjectNode rest = whole.deepCopy();
    rest.remove("servers");
    ((ObjectNode) rest.at("/channels/status")).remove(List.of("address", "parameters"));
    rest.at("/components/messages").forEach(message -> ((ObjectNode) message).remove("payload"));
    return rest;
  }

  private List<JsonNode> messages() {
    return StreamSupport.stream(document.at("/components/messages").spliterator(), false).toList();
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static JsonNode parse(String yaml) {
    try {
      return YAML.readTree(yaml);
    } catch (JsonProcessingException e) {
      throw new AssertionError(yaml, e);
    }
  }
}
