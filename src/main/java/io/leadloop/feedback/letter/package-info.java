/**
 * Feedback that was set aside, for administrators. {@link io.leadloop.feedback.letter.DeadLetters}
 * records what can never be projected; {@link io.leadloop.feedback.letter.SetAsideFeedback} lists
 * all that was set aside, from whichever {@link io.leadloop.feedback.letter.SetAsideSource}, has it
 * tried again through the outbox, and discards it. No body leaves this package.
 */
package io.leadloop.feedback.letter;
