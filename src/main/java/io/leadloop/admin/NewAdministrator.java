package io.leadloop.admin;

import io.leadloop.store.Storable;
import jakarta.validation.constraints.NotBlank;
import java.time.Instant;

/**
 * The request for an administrator's key.
 *
 * @param name the holder's name, for people and the audit
 * @param expiresAt null for never
 */
public record NewAdministrator(
    @NotBlank @Storable(max = 100) String name, @Expiry Instant expiresAt) {}
