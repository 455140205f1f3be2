package io.leadloop.vault;

import io.leadloop.vault.Keyset.SigningKey;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/**
 * Signs short messages with HMAC-SHA256 and verifies its signatures without a look-up. A signature
 * is the key's version (1 byte) and the truncated MAC; it is compared in constant time with every
 * key of that version.
 */
public final class Signer {
  /** The shortest MAC that is accepted: 128 bits. */
  public static final int SHORTEST_MAC_BYTES = 16;

  private final List<SigningKey> keys;

  Signer(List<SigningKey> keys) {
    this.keys = keys;
  }

  /**
   * @param macBytes the length of the MAC, {@value #SHORTEST_MAC_BYTES} to 32
   * @return version and MAC, {@code 1 + macBytes} bytes
   */
  public byte[] sign(byte[] message, int macBytes) {
    SigningKey primary = keys.get(0);
    byte[] signature = new byte[1 + macBytes];
    signature[0] = primary.version();
    System.arraycopy(primary.mac(message, macBytes), 0, signature, 1, macBytes);
    return signature;
  }

  /** Whether this keyset signed the message, with the current key or one before a rotation. */
  public boolean verifies(byte[] signature, byte[] message) {
    int macBytes = signature.length - 1;
    if (macBytes < SHORTEST_MAC_BYTES) {
      return false;
    }
    byte[] given = Arrays.copyOfRange(signature, 1, signature.length);
    return keys.stream()
        .filter(key -> key.version() == signature[0])
        .anyMatch(key -> MessageDigest.isEqual(key.mac(message, macBytes), given));
  }
}
