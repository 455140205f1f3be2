package io.leadloop.admin.provider;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One step of a {@link Certification}.
 *
 * @param step its name
 * @param ok whether it held
 * @param millis how long it took
 * @param detail what was seen, or why it did not hold
 */
public record CertificationStep(
    String step, boolean ok, long millis, @Schema(nullable = true) String detail) {}
