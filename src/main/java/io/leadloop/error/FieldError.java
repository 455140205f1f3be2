package io.leadloop.error;

/**
 * One member of a rejected body and its error.
 *
 * @param pointer where, as a JSON pointer (RFC 6901), for example {@code /lead/email}
 * @param detail what, without repeating the value, which may be personal
 */
public record FieldError(String pointer, String detail) {}
