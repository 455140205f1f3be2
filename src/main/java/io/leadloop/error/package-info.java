/**
 * The errors that a caller can get. A caller's mistake is one {@link
 * io.leadloop.error.ProblemException} with one {@link io.leadloop.error.ErrorCode}; the {@code
 * http} package turns it into one answer. Answers from other systems are values, never exceptions,
 * and bugs propagate unchanged.
 */
package io.leadloop.error;
