package io.leadloop.session;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** 256 random bits that open a session; only their hash is stored. */
public final class SessionSecret {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

  private final String text;

  private SessionSecret(String text) {
    this.text = text;
  }

  public static SessionSecret generate() {
    byte[] bits = new byte[BYTES];
    RANDOM.nextBytes(bits);
    return new SessionSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
  }

  /** The secret, if the text is well-formed. */
  public static Optional<SessionSecret> parse(String text) {
    return Optional.ofNullable(text)
        .filter(given -> FORM.matcher(given).matches())
        .map(SessionSecret::new);
  }

  /** The part that is stored. */
  public byte[] sha256() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The text, for the one answer that shows it. */
  public String reveal() {
    return text;
  }

  @Override
  public String toString() {
    return "***";
  }
}
