package io.leadloop.admin.provider;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One step of a {@link Certification}.
 *
 * @param step its name
 * @param ok whether it passed
 * @param millis its duration
 * @param detail what was observed, or why it failed
 */
public record CertificationStep(
    String step, boolean ok, long millis, @Schema(nullable = true) String detail) {}
