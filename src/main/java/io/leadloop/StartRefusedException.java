package io.leadloop;

import java.util.Set;

/** The gateway cannot start as it is configured; the message tells the operator what to change. */
final class StartRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private StartRefusedException(String message) {
    super(message);
  }

  static StartRefusedException missing(Set<String> keys) {
    return new StartRefusedException(
        "Not configured: "
            + String.join(", ", keys)
            + ". Set each as a system property, as an environment variable, or in"
            + " config/application.properties.");
  }
}
