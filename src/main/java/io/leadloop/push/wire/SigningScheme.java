package io.leadloop.push.wire;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How deliveries are signed, by the names of Standard Webhooks. */
public enum SigningScheme {
  /** HMAC-SHA256 with a secret that both sides hold. */
  V1,

  /** Ed25519: the receiver holds the public key only, so it cannot forge a delivery. */
  V1A;

  /** The name in requests, answers and signatures. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<SigningScheme> ofWireName(String name) {
    return Arrays.stream(values()).filter(scheme -> scheme.wireName().equals(name)).findFirst();
  }
}
