package io.leadloop.simulator.receiver.signature;

import com.google.crypto.tink.subtle.Ed25519Verify;
import java.security.GeneralSecurityException;

/**
 * The scheme {@code v1a} with a public key. Tink verifies three times as many signatures as Java's
 * own provider; the test holds it to signatures of the latter.
 */
final class Ed25519Verifier implements SchemeVerifier {

  static final String PREFIX = "whpk_";

  private final Ed25519Verify key;

  Ed25519Verifier(byte[] raw) {
    if (raw.length != Ed25519Verify.PUBLIC_KEY_LEN) {
      throw new IllegalArgumentException(PREFIX + " must be followed by 32 bytes");
    }
    key = new Ed25519Verify(raw);
  }

  @Override
  public String scheme() {
    return "v1a";
  }

  @Override
  public boolean verifies(byte[] content, byte[] signature) {
    try {
      key.verify(signature, content);
      return true;
    } catch (GeneralSecurityException wrong) {
      return false;
    }
  }
}
