package io.leadloop.admin;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What one step of sealing again did.
 *
 * @param resealed values that an older key had sealed
 * @param next the cursor of the next step; null where everything is done
 */
@Schema(name = "Resealed")
public record ReEncrypted(int resealed, @Schema(nullable = true) String next) {}
