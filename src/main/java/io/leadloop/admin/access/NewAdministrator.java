package io.leadloop.admin.access;

import io.leadloop.access.key.Administrator;
import io.leadloop.access.key.AdministratorRole;
import io.leadloop.admin.Expiry;
import io.leadloop.store.Storable;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.Optional;

/**
 * The request for an administrator's key.
 *
 * @param name the holder's name, for people and the audit
 * @param role {@code admin}, or {@code viewer} for a key that reads and changes nothing; by default
 *     {@code admin}
 * @param expiresAt null for never
 */
public record NewAdministrator(
    @NotBlank @Storable(max = 100) String name,
    @Pattern(regexp = "admin|viewer", message = "must be admin or viewer") String role,
    @Expiry Instant expiresAt) {

  AdministratorRole roleOrUsual() {
    return Optional.ofNullable(role)
        .flatMap(AdministratorRole::ofWireName)
        .orElse(AdministratorRole.ADMIN);
  }

  Administrator holder() {
    return new Administrator(name, roleOrUsual());
  }
}
