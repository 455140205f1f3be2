package io.leadloop.provider;

import java.util.Optional;

/**
 * The password of one provider's account at Kafka.
 *
 * @param password empty where the provider has no account, or one that was made before passwords
 *     were kept
 */
public record KeptPassword(String slug, Optional<String> password) {
  /** Without the password. */
  @Override
  public String toString() {
    return "KeptPassword[%s, %s]".formatted(slug, password.isPresent() ? "***" : "none");
  }
}
