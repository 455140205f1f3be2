package io.leadloop.push.wire;

import java.util.Optional;

/** The key of one scheme; safe for use by several threads at once. */
sealed interface SigningKey permits HmacKey, Ed25519Key {

  byte[] sign(byte[] content);

  /** The raw public key, if the scheme has one. */
  Optional<byte[]> publicKey();
}
