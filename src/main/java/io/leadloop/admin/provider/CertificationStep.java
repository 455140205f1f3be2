package io.leadloop.admin.provider;

/**
 * One step of a {@link Certification}.
 *
 * @param step its name
 * @param ok whether it passed
 * @param millis its duration
 * @param detail what was observed, or why it failed
 */
public record CertificationStep(String step, boolean ok, long millis, String detail) {}
