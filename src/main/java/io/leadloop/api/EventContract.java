package io.leadloop.api;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The published contract of the events: AsyncAPI for the topic and a JSON Schema per event type,
 * from {@code src/docs/asyncapi.yaml} and {@code src/docs/schemas}.
 */
@Singleton
class EventContract {
  private final String text = ContractFile.text("asyncapi.yaml");
  private final AsyncApi asyncApi = AsyncApi.parse(text);
  private final Map<String, String> schemas =
      asyncApi.types().stream()
          .collect(
              toUnmodifiableMap(
                  identity(), type -> ContractFile.text("schemas/" + type + ".json")));
  private final String base;

  EventContract(@ConfigProperty(name = "leadloop.public-url") URI publicUrl) {
    this.base = publicUrl.toString().replaceAll("/+$", "") + "/";
  }

  /** The AsyncAPI document, with the provider as a parameter of the topic. */
  String asyncApi() {
    return text;
  }

  /** The provider's AsyncAPI document, which names no other topic. */
  String asyncApi(ProviderView.Kafka kafka) {
    return asyncApi.of(kafka, base).yaml();
  }

  /** The event types, in the order of the document. */
  List<String> types() {
    return asyncApi.types();
  }

  /** The schema of the data of an event type, such as {@code …lead.held.v1}. */
  Optional<String> schema(String type) {
    return Optional.ofNullable(schemas.get(type));
  }
}
