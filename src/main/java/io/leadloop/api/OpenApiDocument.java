package io.leadloop.api;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The OpenAPI document of this gateway as written in {@code src/docs/openapi.yaml}, and its part
 * for providers. Anybody may ask for them, so each text is made once, at its first request.
 */
@Singleton
public class OpenApiDocument {
  private static final String PROVIDER = "provider";

  /** The texts that are served. */
  enum Text {
    YAML,
    JSON,
    PROVIDER_YAML,
    PROVIDER_JSON
  }

  private final String written = ContractFile.text("openapi.yaml");
  private final Map<Text, String> made = new ConcurrentHashMap<>();

  /** The whole document. */
  public JsonNode tree() {
    return ContractFile.parse(written);
  }

  String text(Text text) {
    return made.computeIfAbsent(text, this::make);
  }

  private String make(Text text) {
    return switch (text) {
      case YAML -> written;
      case JSON -> tree().toString();
      case PROVIDER_YAML -> ContractFile.yaml(provider());
      case PROVIDER_JSON -> provider().toString();
    };
  }

  /** The operations of providers and the components that they use. */
  private JsonNode provider() {
    return OpenApiPart.of(tree(), PROVIDER);
  }
}
