package io.leadloop.console.form;

/**
 * One row of a result.
 *
 * @param name as the API has it
 * @param millis how long it took; null if that is not known
 * @param detail what was observed; null for nothing
 */
public record Step(String name, boolean ok, Long millis, String detail) {}
