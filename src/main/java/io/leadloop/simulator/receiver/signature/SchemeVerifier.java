package io.leadloop.simulator.receiver.signature;

import java.util.Base64;

/** Verifies signatures of one scheme with one key. Not thread-safe: it reuses its algorithm. */
interface SchemeVerifier {

  /** The name in front of the signatures, such as {@code v1}. */
  String scheme();

  boolean verifies(byte[] content, byte[] signature);

  /**
   * Parses a secret ({@code whsec_…}) or a public key ({@code whpk_…}).
   *
   * @throws IllegalArgumentException if it is neither; the message does not repeat it
   */
  static SchemeVerifier parse(String text) {
    if (text.startsWith(HmacVerifier.PREFIX)) {
      return new HmacVerifier(decode(text.substring(HmacVerifier.PREFIX.length())));
    }
    if (text.startsWith(Ed25519Verifier.PREFIX)) {
      return new Ed25519Verifier(decode(text.substring(Ed25519Verifier.PREFIX.length())));
    }
    throw new IllegalArgumentException(
        "a secret must begin with " + HmacVerifier.PREFIX + " or " + Ed25519Verifier.PREFIX);
  }

  private static byte[] decode(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException notBase64) {
      throw new IllegalArgumentException("a secret must be base64 after its prefix");
    }
  }
}
