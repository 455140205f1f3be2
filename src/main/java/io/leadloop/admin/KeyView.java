package io.leadloop.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A key as administrators see it.
 *
 * @param id its public id, used to revoke it
 * @param name a label, or null
 * @param apiKey the whole key, only in the response that created it
 */
@Schema
public record KeyView(
    String id,
    @Schema(nullable = true) String name,
    Instant createdAt,
    @Schema(nullable = true) Instant expiresAt,
    @Schema(nullable = true) Instant lastUsedAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) String apiKey) {
  @Override
  public String toString() {
    return "KeyView[id=" + id + "]";
  }
}
