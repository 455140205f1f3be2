package io.leadloop.feedback;

/**
 * Feedback as read from the log, with the position that distinguishes a re-run of the same record
 * from a repeat of the same feedback.
 */
public record LoggedFeedback(Feedback feedback, int partition, long offset) {}
