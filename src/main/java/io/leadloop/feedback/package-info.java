/**
 * The feedback on a lead, from its report to its provider. {@link io.leadloop.feedback.Feedback} is
 * one report: an outcome of forwarding or a callback of Oplead. It goes to the log ({@link
 * io.leadloop.feedback.log.FeedbackLog}) directly or through the {@link
 * io.leadloop.feedback.Outbox} and its relay. {@link io.leadloop.feedback.log.FeedbackConsumer}
 * reads it from the log, {@link io.leadloop.feedback.projection.Projection} numbers and stores the
 * provider's events, and {@link io.leadloop.feedback.projection.ProviderEventRecord} makes them
 * records on the provider's topic.
 *
 * <p>Nothing is published that was not stored first, and nothing personal leaves this package.
 */
package io.leadloop.feedback;
