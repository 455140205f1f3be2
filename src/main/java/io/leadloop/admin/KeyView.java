package io.leadloop.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * A key as administrators see it.
 *
 * @param id its public id, used to revoke it
 * @param name a label, or null
 * @param apiKey the whole key, only in the response that created it
 */
public record KeyView(
    String id,
    String name,
    Instant createdAt,
    Instant expiresAt,
    Instant lastUsedAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) String apiKey) {
  @Override
  public String toString() {
    return "KeyView[id=" + id + "]";
  }
}
