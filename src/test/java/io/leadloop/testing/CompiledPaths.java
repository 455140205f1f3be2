package io.leadloop.testing;

import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.util.Objects;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Gives REST Assured the {@code JSONAssertion} of the test classes. Quarkus loads REST Assured with
 * a class loader that hides the test classes, so the class is defined there.
 */
final class CompiledPaths implements BeforeAllCallback {
  private static final String PACKAGE = "io.restassured.internal.path.json.";
  private static final String ASSERTION = PACKAGE + "JSONAssertion";

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    ClassLoader loader = JsonPath.class.getClassLoader();
    try {
      Class.forName(ASSERTION, false, loader);
    } catch (ClassNotFoundException hidden) {
      Class<?> neighbour = Class.forName(PACKAGE + "JsonPrettifier", false, loader);
      MethodHandles.privateLookupIn(neighbour, MethodHandles.lookup()).defineClass(assertion());
    }
  }

  private static byte[] assertion() throws IOException {
    String file = "/" + ASSERTION.replace('.', '/') + ".class";
    try (InputStream bytes = CompiledPaths.class.getResourceAsStream(file)) {
      return Objects.requireNonNull(bytes).readAllBytes();
    }
  }
}
