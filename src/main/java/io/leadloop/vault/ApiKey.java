package io.leadloop.vault;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An API key, {@code <prefix>_<public id>_<secret>}, whose prefix names the kind of owner. The
 * public id identifies the row; only the SHA-256 of the secret is stored, which is sufficient for
 * 256 random bits.
 */
public final class ApiKey {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int PUBLIC_ID_BITS = 64;
  private static final int SECRET_BITS = 256;
  private static final Pattern FORM = Pattern.compile("(ll[pa])_([a-z0-9]{1,13})_([a-z0-9]{1,50})");

  private final Owner owner;
  private final String publicId;
  private final String secret;
  private final byte[] secretSha256;

  private ApiKey(Owner owner, String publicId, String secret) {
    this.owner = owner;
    this.publicId = publicId;
    this.secret = secret;
    this.secretSha256 = sha256(secret);
  }

  /** Generates a random key. */
  public static ApiKey generate(Owner owner) {
    return new ApiKey(owner, random(PUBLIC_ID_BITS), random(SECRET_BITS));
  }

  /** The key, if the text is well-formed. */
  public static Optional<ApiKey> parse(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(new ApiKey(Owner.of(form.group(1)), form.group(2), form.group(3)))
        : Optional.empty();
  }

  /** The kind of owner that the prefix names. */
  public Owner owner() {
    return owner;
  }

  /** Identifies the key's row; not secret. */
  public String publicId() {
    return publicId;
  }

  /** The stored hash of the secret. */
  public byte[] secretSha256() {
    return secretSha256.clone();
  }

  /** Whether this is the SHA-256 of the key's secret; compares in constant time. */
  public boolean matches(byte[] sha256) {
    return MessageDigest.isEqual(secretSha256, sha256);
  }

  private static byte[] sha256(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The whole key, for the one response that shows it. */
  public String reveal() {
    return owner.prefix + "_" + publicId + "_" + secret;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ApiKey key
        && owner == key.owner
        && publicId.equals(key.publicId)
        && MessageDigest.isEqual(secretSha256, key.secretSha256);
  }

  @Override
  public int hashCode() {
    return publicId.hashCode();
  }

  @Override
  public String toString() {
    return owner.masked(publicId);
  }

  private static String random(int bits) {
    return new BigInteger(bits, RANDOM).toString(Character.MAX_RADIX);
  }

  /** The kinds of key owners. */
  public enum Owner {
    PROVIDER("llp"),
    ADMINISTRATOR("lla");

    private final String prefix;

    Owner(String prefix) {
      this.prefix = prefix;
    }

    /** A key of this owner without its secret, as it is shown and recorded. */
    public String masked(String publicId) {
      return prefix + "_" + publicId + "_***";
    }

    private static Owner of(String prefix) {
      return prefix.equals(PROVIDER.prefix) ? PROVIDER : ADMINISTRATOR;
    }
  }
}
