package io.leadloop.provider;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A provider's API key, {@code llp_<public id>_<secret>}. The public id finds the key's row; of the
 * secret (256 random bits) only the SHA-256 is kept, which is enough for a secret that nobody
 * chose.
 */
public final class ApiKey {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int PUBLIC_ID_BITS = 64;
  private static final int SECRET_BITS = 256;
  private static final Pattern FORM = Pattern.compile("llp_([a-z0-9]{1,13})_([a-z0-9]{1,50})");

  private final String publicId;
  private final String secret;
  private final byte[] secretSha256;

  private ApiKey(String publicId, String secret) {
    this.publicId = publicId;
    this.secret = secret;
    this.secretSha256 = sha256(secret);
  }

  static ApiKey generate() {
    return new ApiKey(random(PUBLIC_ID_BITS), random(SECRET_BITS));
  }

  /** The key in that text, if it has a key's form at all. */
  public static Optional<ApiKey> parse(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(new ApiKey(form.group(1), form.group(2)))
        : Optional.empty();
  }

  String publicId() {
    return publicId;
  }

  byte[] secretSha256() {
    return secretSha256.clone();
  }

  private static byte[] sha256(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The whole key, for the one answer that shows it. */
  public String reveal() {
    return "llp_" + publicId + "_" + secret;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ApiKey key
        && publicId.equals(key.publicId)
        && MessageDigest.isEqual(secretSha256, key.secretSha256);
  }

  @Override
  public int hashCode() {
    return publicId.hashCode();
  }

  @Override
  public String toString() {
    return "llp_" + publicId + "_***";
  }

  private static String random(int bits) {
    return new BigInteger(bits, RANDOM).toString(Character.MAX_RADIX);
  }
}
