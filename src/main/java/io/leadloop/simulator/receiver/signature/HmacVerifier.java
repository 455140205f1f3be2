package io.leadloop.simulator.receiver.signature;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The scheme {@code v1} with a shared secret. */
final class HmacVerifier implements SchemeVerifier {

  static final String PREFIX = "whsec_";

  private static final String ALGORITHM = "HmacSHA256";
  private static final int FEWEST_BYTES = 24;
  private static final int MOST_BYTES = 64;

  private final Mac mac;

  HmacVerifier(byte[] secret) {
    if (secret.length < FEWEST_BYTES || secret.length > MOST_BYTES) {
      throw new IllegalArgumentException(
          PREFIX + " must be followed by " + FEWEST_BYTES + " to " + MOST_BYTES + " bytes");
    }
    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  @Override
  public String scheme() {
    return "v1";
  }

  @Override
  public boolean verifies(byte[] content, byte[] signature) {
    return MessageDigest.isEqual(mac.doFinal(content), signature);
  }
}
