package io.leadloop.simulator.receiver.signature;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/** The scheme {@code v1a} with a public key. */
final class Ed25519Verifier implements SchemeVerifier {

  static final String PREFIX = "whpk_";

  private static final String ALGORITHM = "Ed25519";
  private static final int KEY_BYTES = 32;
  private static final int SIGNATURE_BYTES = 64;

  /** An X.509 key is these bytes and the raw key (RFC 8410). */
  private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

  private final PublicKey key;
  private final Signature verification;

  Ed25519Verifier(byte[] raw) {
    if (raw.length != KEY_BYTES) {
      throw new IllegalArgumentException(PREFIX + " must be followed by 32 bytes");
    }
    try {
      byte[] encoded = new byte[X509.length + KEY_BYTES];
      System.arraycopy(X509, 0, encoded, 0, X509.length);
      System.arraycopy(raw, 0, encoded, X509.length, KEY_BYTES);
      key = KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
      verification = Signature.getInstance(ALGORITHM);
      verification.initVerify(key);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(PREFIX + " must be followed by an Ed25519 key", e);
    }
  }

  @Override
  public String scheme() {
    return "v1a";
  }

  @Override
  public boolean verifies(byte[] content, byte[] signature) {
    if (signature.length != SIGNATURE_BYTES) {
      return false;
    }
    try {
      verification.update(content);
      return verification.verify(signature);
    } catch (SignatureException malformed) {
      reset();
      return false;
    }
  }

  /** Drops the content of a verification that failed halfway. */
  private void reset() {
    try {
      verification.initVerify(key);
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("the key was valid before", e);
    }
  }
}
