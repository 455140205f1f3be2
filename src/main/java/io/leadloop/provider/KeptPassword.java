package io.leadloop.provider;

import java.util.Optional;

/**
 * The stored password of one provider's Kafka account.
 *
 * @param password empty if the provider has no account, or one created before passwords were stored
 */
public record KeptPassword(String slug, Optional<String> password) {
  /** Without the password. */
  @Override
  public String toString() {
    return "KeptPassword[%s, %s]".formatted(slug, password.isPresent() ? "***" : "none");
  }
}
