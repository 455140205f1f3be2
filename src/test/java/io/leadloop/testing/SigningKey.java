package io.leadloop.testing;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;

/**
 * The RSA key of an issuer; the text is for settings, the only way from a test resource to a test.
 */
public final class SigningKey {
  /** The {@code kid} of the one key of an issuer. */
  static final String ID = "of-the-test";

  private static final int BITS = 2048;

  private final RSAPrivateCrtKey key;

  private SigningKey(RSAPrivateCrtKey key) {
    this.key = key;
  }

  public static SigningKey generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      return new SigningKey((RSAPrivateCrtKey) generator.generateKeyPair().getPrivate());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  public static SigningKey parse(String text) {
    try {
      PKCS8EncodedKeySpec encoded = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(text));
      return new SigningKey(
          (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(encoded));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  RSAPublicKey publicKey() {
    try {
      RSAPublicKeySpec half = new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent());
      return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(half);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** By RS256. */
  byte[] sign(byte[] content) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(content);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public String toString() {
    return Base64.getEncoder().encodeToString(key.getEncoded());
  }
}
