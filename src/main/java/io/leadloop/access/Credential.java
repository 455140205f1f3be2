package io.leadloop.access;

import io.leadloop.vault.ApiKey;
import java.time.Instant;

/** A caller's credential, which may end while its request is open. */
sealed interface Credential {
  /** A stored key, which may be revoked or expire, or whose provider may be disabled. */
  record Key(ApiKey.Owner owner, String publicId) implements Credential {}

  /** An OIDC token, which is valid until its expiry. */
  record Token(Instant expiresAt) implements Credential {}
}
