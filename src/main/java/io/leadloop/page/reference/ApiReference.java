package io.leadloop.page.reference;

import io.leadloop.api.OpenApiDocument;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;

/** The calls and objects of the API, read once from the document that {@code /openapi} serves. */
@Singleton
class ApiReference {
  private final List<ApiOperation> operations;
  private final List<ApiSchema> schemas;

  ApiReference(OpenApiDocument document) {
    OpenApiReader reader = new OpenApiReader(document.tree());
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
}
