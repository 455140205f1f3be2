package io.leadloop.vault;

/** Sealed bytes that do not open: altered, moved to another owner, or their key is gone. */
public class SealBrokenException extends RuntimeException {
  private static final long serialVersionUID = 1;

  SealBrokenException(String owner, Throwable cause) {
    super("the seal of " + owner + " is broken, or its key is not in the keyset", cause);
  }
}
