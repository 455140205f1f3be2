package io.leadloop.push.endpoint;

import io.leadloop.push.wire.SigningSecret;
import java.util.Optional;

/**
 * What a receiver needs to verify signatures, shown once.
 *
 * @param secret {@code whsec_…}; empty for {@code v1a}, whose private key is never shown
 * @param publicKey {@code whpk_…}; empty for {@code v1}
 */
public record IssuedSecret(Optional<String> secret, Optional<String> publicKey) {
  static IssuedSecret of(SigningSecret secret) {
    return secret.publicKey().isPresent()
        ? new IssuedSecret(Optional.empty(), secret.publicKey())
        : new IssuedSecret(Optional.of(secret.text()), Optional.empty());
  }

  @Override
  public String toString() {
    return "IssuedSecret[***]";
  }
}
