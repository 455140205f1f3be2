package io.leadloop.access;

import io.leadloop.vault.ApiKey;
import java.time.Instant;
import java.util.Optional;

/** A caller's credential, which may end while its request is open. */
sealed interface Credential {
  /** Whether it has ended by itself. */
  boolean isExpired(Instant now);

  /** The public id of the key, if it is one of that owner. */
  Optional<String> keyOf(ApiKey.Owner owner);

  /** Its name for the log: no secret. */
  String caller();

  /** A stored key, which may be revoked or expire, or whose provider may be disabled. */
  record Key(ApiKey.Owner owner, String publicId) implements Credential {
    @Override
    public boolean isExpired(Instant now) {
      return false;
    }

    @Override
    public Optional<String> keyOf(ApiKey.Owner asked) {
      return asked == owner ? Optional.of(publicId) : Optional.empty();
    }

    @Override
    public String caller() {
      return "key:" + publicId;
    }
  }

  /** An OIDC token, which is valid until its expiry. */
  record Token(Instant expiresAt) implements Credential {
    @Override
    public boolean isExpired(Instant now) {
      return !now.isBefore(expiresAt);
    }

    @Override
    public Optional<String> keyOf(ApiKey.Owner owner) {
      return Optional.empty();
    }

    @Override
    public String caller() {
      return "token";
    }
  }
}
