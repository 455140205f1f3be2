package io.leadloop.page.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.runtime.OpenApiConstants;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.openapi.runtime.io.Format;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/** The calls and objects of the API, read once from the document that {@code /openapi} serves. */
@Singleton
class ApiReference {
  private final List<ApiOperation> operations;
  private final List<ApiSchema> schemas;

  ApiReference(OpenApiDocumentService documents) {
    OpenApiReader reader =
        new OpenApiReader(
            read(documents.getDocument(OpenApiConstants.DEFAULT_DOCUMENT_NAME, Format.JSON)));
    this.operations = reader.operations();
    this.schemas = reader.schemas();
  }

  /** Those that have a call. */
  List<Audience> audiences() {
    return Arrays.stream(Audience.values())
        .filter(audience -> !operations(audience).isEmpty())
        .toList();
  }

  /** In the order of their paths. */
  List<ApiOperation> operations() {
    return operations;
  }

  List<ApiOperation> operations(Audience audience) {
    return operations.stream().filter(each -> each.audience() == audience).toList();
  }

  List<ApiSchema> schemas() {
    return schemas;
  }

  /** Empty where the document is switched off. */
  private static JsonNode read(byte[] document) {
    try {
      return new ObjectMapper().readTree(document);
    } catch (IOException e) {
      throw new UncheckedIOException("the OpenAPI document is not JSON", e);
    }
  }
}
