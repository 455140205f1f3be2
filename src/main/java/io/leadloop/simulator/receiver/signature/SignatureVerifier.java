package io.leadloop.simulator.receiver.signature;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * Verifies requests with the keys of one receiver. One valid signature by any key is enough. Not
 * thread-safe: its keys reuse their algorithms.
 */
public final class SignatureVerifier {

  /** How far a timestamp may be from the receiver's time, in either direction. */
  public static final Duration TOLERANCE = Duration.ofMinutes(5);

  private final List<SchemeVerifier> keys;

  /**
   * @param secrets {@code whsec_…} or {@code whpk_…}
   * @throws IllegalArgumentException if one is neither
   */
  public SignatureVerifier(List<String> secrets) {
    keys = secrets.stream().map(SchemeVerifier::parse).toList();
  }

  /** The schemes of its keys, in order. */
  public List<String> schemes() {
    return keys.stream().map(SchemeVerifier::scheme).distinct().sorted().toList();
  }

  public SignatureVerdict verify(SignedMessage message, Instant now) {
    if (keys.isEmpty()) {
      return SignatureVerdict.UNCHECKED;
    }
    if (!message.isComplete()) {
      return SignatureVerdict.MISSING;
    }
    if (!isSigned(message)) {
      return SignatureVerdict.WRONG;
    }
    long off = Math.abs(now.getEpochSecond() - message.seconds());
    return off <= TOLERANCE.toSeconds() ? SignatureVerdict.VALID : SignatureVerdict.STALE;
  }

  private boolean isSigned(SignedMessage message) {
    byte[] content = message.content();
    for (String signature : message.signatures().split(" ")) {
      if (isSigned(content, signature)) {
        return true;
      }
    }
    return false;
  }

  private boolean isSigned(byte[] content, String signature) {
    int comma = signature.indexOf(',');
    if (comma < 0) {
      return false;
    }
    String scheme = signature.substring(0, comma);
    byte[] bytes = decode(signature.substring(comma + 1));
    return keys.stream().anyMatch(k -> k.scheme().equals(scheme) && k.verifies(content, bytes));
  }

  /** Empty if it is not base64: no signature is. */
  private static byte[] decode(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException notBase64) {
      return new byte[0];
    }
  }
}
