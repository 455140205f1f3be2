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
 * An API key, {@code <prefix>_<public id>_<secret>}, whose prefix tells whose it is. The public id
 * finds the key's row; of the secret (256 random bits) only the SHA-256 is kept, which is enough
 * for a secret that nobody chose.
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

  /** A key that nobody has yet. */
  public static ApiKey generate(Owner owner) {
    return new ApiKey(owner, random(PUBLIC_ID_BITS), random(SECRET_BITS));
  }

  /** The key in that text, if it has a key's form at all. */
  public static Optional<ApiKey> parse(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(new ApiKey(Owner.of(form.group(1)), form.group(2), form.group(3)))
        : Optional.empty();
  }

  /** Whose key its prefix says it is. */
  public Owner owner() {
    return owner;
  }

  /** What finds the key's row; no secret. */
  public String publicId() {
    return publicId;
  }

  /** What is kept of the secret. */
  public byte[] secretSha256() {
    return secretSha256.clone();
  }

  /** Whether that is the SHA-256 of this key's secret; takes the same time whatever the answer. */
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

  /** The whole key, for the one answer that shows it. */
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
    return owner.prefix + "_" + publicId + "_***";
  }

  private static String random(int bits) {
    return new BigInteger(bits, RANDOM).toString(Character.MAX_RADIX);
  }

  /** Who may hold a key. */
  public enum Owner {
    PROVIDER("llp"),
    ADMINISTRATOR("lla");

    private final String prefix;

    Owner(String prefix) {
      this.prefix = prefix;
    }

    private static Owner of(String prefix) {
      return prefix.equals(PROVIDER.prefix) ? PROVIDER : ADMINISTRATOR;
    }
  }
}
