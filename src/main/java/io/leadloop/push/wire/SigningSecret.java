package io.leadloop.push.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * A secret that signs deliveries. Keep the object while it is in use: to derive a public key takes
 * as long as a signature.
 */
public final class SigningSecret {
  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Base64.Encoder BASE64 = Base64.getEncoder();

  private final SigningScheme scheme;
  private final byte[] bytes;
  private final SigningKey key;

  private SigningSecret(SigningScheme scheme, byte[] bytes) {
    this.scheme = scheme;
    this.bytes = bytes;
    this.key =
        switch (scheme) {
          case V1 -> new HmacKey(bytes);
          case V1A -> new Ed25519Key(bytes);
        };
  }

  public static SigningSecret generate(SigningScheme scheme) {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new SigningSecret(scheme, bytes);
  }

  /**
   * @param bytes as {@link #bytes()} returned them
   */
  public static SigningSecret of(SigningScheme scheme, byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("A signing secret has " + BYTES + " bytes");
    }
    return new SigningSecret(scheme, bytes.clone());
  }

  /** To be stored sealed: the key of {@code v1}, the private key of {@code v1a}. */
  public byte[] bytes() {
    return bytes.clone();
  }

  public SigningScheme scheme() {
    return scheme;
  }

  /**
   * What the receiver verifies with: the secret itself for {@code v1}, which is shown once, the
   * public key for {@code v1a}. A private key is never shown.
   */
  public String text() {
    return publicKey().orElseGet(() -> "whsec_" + BASE64.encodeToString(bytes));
  }

  /** The public key of {@code v1a}, which may be shown at any time. */
  public Optional<String> publicKey() {
    return key.publicKey().map(raw -> "whpk_" + BASE64.encodeToString(raw));
  }

  /**
   * One signature of the header {@code webhook-signature}.
   *
   * @param id the header {@code webhook-id}
   * @param timestampSeconds the header {@code webhook-timestamp}
   */
  public String sign(String id, long timestampSeconds, byte[] body) {
    byte[] head = (id + "." + timestampSeconds + ".").getBytes(US_ASCII);
    byte[] content = new byte[head.length + body.length];
    System.arraycopy(head, 0, content, 0, head.length);
    System.arraycopy(body, 0, content, head.length, body.length);
    return scheme.wireName() + "," + BASE64.encodeToString(key.sign(content));
  }

  @Override
  public String toString() {
    return "SigningSecret[" + scheme.wireName() + ", ***]";
  }
}
