package io.leadloop.admin.feedback;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What became of the selected dead letters.
 *
 * @param letters how many were tried again, or discarded
 * @param next the cursor of the next call; null where there are no more
 */
@Schema(name = "MovedDeadLetters")
public record Moved(int letters, @Schema(nullable = true) String next) {}
