package io.leadloop.admin;

/**
 * The result of one step of re-encryption.
 *
 * @param resealed number of re-encrypted values
 * @param next the cursor of the next step; null when done
 */
public record ReEncrypted(int resealed, String next) {}
