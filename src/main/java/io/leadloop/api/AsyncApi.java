package io.leadloop.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The AsyncAPI 3.0 document of the events ({@code src/docs/asyncapi.yaml}), and its variant for one
 * provider.
 */
final class AsyncApi {
  private final ObjectNode document;

  private AsyncApi(ObjectNode document) {
    this.document = document;
  }

  static AsyncApi parse(String yaml) {
    return new AsyncApi(ContractFile.parse(yaml));
  }

  /** The event types it describes. */
  List<String> types() {
    List<String> types = new ArrayList<>();
    messages(document).forEach(message -> types.add(message.get("name").asText()));
    return types;
  }

  /**
   * Narrows the document to one provider's topic and the address of its brokers.
   *
   * @param schemas the base URL of the schemas, with a trailing slash
   */
  AsyncApi of(ProviderView.Kafka kafka, String schemas) {
    ObjectNode own = document.deepCopy();
    ObjectNode channel = (ObjectNode) own.at("/channels/status");
    channel.put("address", kafka.topic()).remove("parameters");
    addServers(own.putObject("servers"), kafka);
    if (!usesSasl(kafka)) {
      ((ObjectNode) own.get("components")).remove("securitySchemes");
    }
    messages(own).forEach(message -> rebase(message.get("payload"), schemas));
    return new AsyncApi(own);
  }

  String yaml() {
    return ContractFile.yaml(document);
  }

  private static JsonNode messages(JsonNode document) {
    return document.at("/components/messages");
  }

  private static void addServers(ObjectNode servers, ProviderView.Kafka kafka) {
    for (String host : kafka.bootstrapServers().split(",")) {
      String number = servers.isEmpty() ? "" : Integer.toString(servers.size() + 1);
      addServer(servers.putObject("kafka" + number), host.strip(), kafka);
    }
  }

  private static void addServer(ObjectNode server, String host, ProviderView.Kafka kafka) {
    server
        .put("host", host)
        .put("protocol", kafka.securityProtocol().endsWith("SSL") ? "kafka-secure" : "kafka")
        .put(
            "description",
            "The security protocol is %s; the names of consumer groups begin with '%s'."
                .formatted(kafka.securityProtocol(), kafka.groupPrefix()));
    if (usesSasl(kafka)) {
      server.putArray("security").addObject().put("$ref", "#/components/securitySchemes/scram");
    }
  }

  private static boolean usesSasl(ProviderView.Kafka kafka) {
    return kafka.securityProtocol().startsWith("SASL_");
  }

  private static void rebase(JsonNode reference, String base) {
    ((ObjectNode) reference).put("$ref", base + reference.get("$ref").asText());
  }
}
