package io.leadloop.admin;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The result of one step of re-encryption.
 *
 * @param resealed number of re-encrypted values
 * @param next the cursor of the next step; null when done
 */
@Schema(name = "Resealed")
public record ReEncrypted(int resealed, @Schema(nullable = true) String next) {}
