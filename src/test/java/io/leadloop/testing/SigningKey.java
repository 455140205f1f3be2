package io.leadloop.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Objects;

/**
 * The RSA key of an issuer; the text is for settings, the only way from a test resource to a test.
 * The keys are files, because making one takes seconds of processor time.
 */
public final class SigningKey {
  /** The {@code kid} of the one key of an issuer. */
  static final String ID = "of-the-test";

  private final RSAPrivateCrtKey key;

  private SigningKey(RSAPrivateCrtKey key) {
    this.key = key;
  }

  /** The issuer's. */
  public static SigningKey ofIssuer() {
    return read("issuer.key");
  }

  /** A key that the issuer does not have. */
  static SigningKey ofAnother() {
    return read("other.key");
  }

  private static SigningKey read(String file) {
    try (InputStream text = Objects.requireNonNull(SigningKey.class.getResourceAsStream(file))) {
      return parse(new String(text.readAllBytes(), US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static SigningKey parse(String text) {
    try {
      PKCS8EncodedKeySpec encoded = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(text));
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
