package io.leadloop.admin;

import io.leadloop.store.Storable;
import jakarta.validation.constraints.NotBlank;
import java.time.Instant;

/**
 * A key for an administrator.
 *
 * @param name whose it is, for people and for the audit
 * @param expiresAt null for never
 */
public record NewAdministrator(
    @NotBlank @Storable(max = 100) String name, @Expiry Instant expiresAt) {}
