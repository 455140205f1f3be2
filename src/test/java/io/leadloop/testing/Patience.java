package io.leadloop.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * How long a test awaits a condition if it names no time itself: longer than a busy machine needs.
 * JUnit finds it as a service for each test class. A test of the application has an Awaitility of
 * its own, from Quarkus' class loader, so such a test names it.
 */
public final class Patience implements BeforeAllCallback {
  /** A condition that holds is found as soon as it does. */
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  @Override
  public void beforeAll(ExtensionContext context) {
    Awaitility.setDefaultTimeout(TIMEOUT);
  }
}
