package io.leadloop.vault;

/** Sealed bytes cannot be opened: altered, sealed for another owner, or their key is missing. */
public class SealBrokenException extends RuntimeException {
  private static final long serialVersionUID = 1;

  SealBrokenException(String owner, Throwable cause) {
    super("the seal of " + owner + " is broken, or its key is not in the keyset", cause);
  }
}
