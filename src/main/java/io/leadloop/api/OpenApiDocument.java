package io.leadloop.api;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;

/**
 * The OpenAPI document of this gateway as written in {@code src/docs/openapi.yaml}, and its part
 * for providers. It is parsed at the first request that needs more than the text.
 */
@Singleton
public class OpenApiDocument {
  private static final String PROVIDER = "provider";

  private final String text = ContractFile.text("openapi.yaml");
  private JsonNode tree;
  private JsonNode provider;

  /** The whole document as written. */
  String yaml() {
    return text;
  }

  /** The whole document; callers must not change it. */
  public synchronized JsonNode tree() {
    if (tree == null) {
      tree = ContractFile.parse(text);
    }
    return tree;
  }

  /** The operations of providers and the components that they use. */
  synchronized JsonNode provider() {
    if (provider == null) {
      provider = OpenApiPart.of(tree(), PROVIDER);
    }
    return provider;
  }

  String providerYaml() {
    return ContractFile.yaml(provider());
  }
}
