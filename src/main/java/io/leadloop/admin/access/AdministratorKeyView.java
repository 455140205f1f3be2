package io.leadloop.admin.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.leadloop.access.key.AdministratorKey;
import io.leadloop.access.key.AdministratorRole;
import java.time.Instant;

/**
 * An administrator's key as administrators see it.
 *
 * @param id its public id, used to revoke it
 * @param name its holder's name
 * @param apiKey the whole key, only in the response that created it
 */
public record AdministratorKeyView(
    String id,
    String name,
    AdministratorRole role,
    Instant createdAt,
    Instant expiresAt,
    Instant lastUsedAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) String apiKey) {
  static AdministratorKeyView of(AdministratorKey key) {
    return new AdministratorKeyView(
        key.publicId(),
        key.name(),
        key.role(),
        key.createdAt(),
        key.expiresAt().orElse(null),
        key.lastUsedAt().orElse(null),
        null);
  }

  @Override
  public String toString() {
    return "AdministratorKeyView[id=" + id + "]";
  }
}
