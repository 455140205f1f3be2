package io.leadloop.admin.feedback;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Confirms to discard a dead letter.
 *
 * @param confirm its id, typed once more
 */
@Schema
public record Confirmation(@NotNull String confirm) {}
