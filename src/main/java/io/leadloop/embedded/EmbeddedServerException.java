package io.leadloop.embedded;

/** An embedded server cannot be started or stopped; the message is written for the operator. */
public class EmbeddedServerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EmbeddedServerException(String message) {
    super(message);
  }

  EmbeddedServerException(String message, Throwable cause) {
    super(message, cause);
  }
}
