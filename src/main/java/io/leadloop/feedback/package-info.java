/**
 * What became of a lead, from the moment it is reported until its provider can read it. {@link
 * io.leadloop.feedback.Feedback} is one such report: an outcome of forwarding or a callback of
 * Oplead. It goes to the log ({@link io.leadloop.feedback.log.FeedbackLog}) directly or through the
 * {@link io.leadloop.feedback.Outbox} and its relay; {@link
 * io.leadloop.feedback.log.FeedbackConsumer} takes it from there, {@link <<<<<<< HEAD
 * io.leadloop.feedback.projection.Projection} numbers and stores what the provider is told, and
 * {@link io.leadloop.feedback.projection.ProviderEventRecord} turns that into records on the
 * provider's topic. ======= io.leadloop.feedback.projection.Projection} numbers and stores the
 * provider's events, and {@link io.leadloop.feedback.projection.ProviderEventRecord} turns that
 * into records on the provider's topic. >>>>>>> a35f73e (Reword the remaining comments in plain
 * English and check every folder)
 *
 * <p>{@link io.leadloop.kafka.KafkaAccounts} gives each provider the account with which it reads
 * that topic, and {@link io.leadloop.kafka.check.AccountCheck} shows that it reads no other.
 *
 * <p>{@link io.leadloop.retention.Erasure} destroys the personal data of a lead, on request or, by
 * {@link io.leadloop.retention.Retention}, when its time has come.
 *
 * <p>Nothing is published that was not stored first, and nothing personal leaves this package.
 */
package io.leadloop.feedback;
