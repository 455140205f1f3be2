/**
 * Moves outbox rows to the feedback log in order, sets aside rows that the log can never accept,
 * and reports how many wait. One replica relays at a time.
 */
package io.leadloop.feedback.outbox;
