/**
 * What can go wrong for a caller. The caller's problem is one {@link
 * io.leadloop.error.ProblemException} with one {@link io.leadloop.error.ErrorCode}; the {@code
 * http} package turns it into one answer. The outside world's answers are values, never exceptions,
 * and bugs fly as they are.
 */
package io.leadloop.error;
