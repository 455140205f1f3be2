package io.leadloop.update;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A status that a provider asked for, on its way to Oplead.
 *
 * @param status its code
 */
public record StatusRequestView(
    UpdateId id,
    String status,
    UpdateState state,
    int attempts,
    @Schema(nullable = true) String lastError,
    Instant createdAt,
    Instant updatedAt) {}
