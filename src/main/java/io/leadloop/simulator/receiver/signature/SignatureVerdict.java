package io.leadloop.simulator.receiver.signature;

/** The result of verifying one request. */
public enum SignatureVerdict {
  VALID,
  /** No signature belongs to a known key. */
  WRONG,
  /** The signature is valid, but its timestamp is too far from the receiver's time. */
  STALE,
  /** A header that the signature needs is missing or unreadable. */
  MISSING,
  /** There is no key to verify with, or the body was not read. */
  UNCHECKED;

  /** Whether a receiver that verifies must refuse the request. */
  public boolean isBad() {
    return this == WRONG || this == STALE || this == MISSING;
  }
}
