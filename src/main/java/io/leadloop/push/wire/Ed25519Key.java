package io.leadloop.push.wire;

import com.google.crypto.tink.subtle.Ed25519Sign;
import java.security.GeneralSecurityException;
import java.util.Optional;

/**
 * Ed25519 (RFC 8032) by Tink, which derives the public key from the private one, unlike Java, and
 * signs in a tenth of the time that Java 17 takes: 0.08 ms instead of 0.7 ms.
 */
final class Ed25519Key implements SigningKey {
  private final Ed25519Sign signer;
  private final byte[] publicKey;

  /**
   * @param seed the private key of 32 bytes
   */
  Ed25519Key(byte[] seed) {
    try {
      this.publicKey = Ed25519Sign.KeyPair.newKeyPairFromSeed(seed).getPublicKey();
      this.signer = new Ed25519Sign(seed);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public byte[] sign(byte[] content) {
    try {
      return signer.sign(content);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public Optional<byte[]> publicKey() {
    return Optional.of(publicKey.clone());
  }
}
