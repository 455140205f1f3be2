/**
 * The feedback log, Kafka topic {@code leadloop.feedback}: {@link
 * io.leadloop.feedback.log.FeedbackLog} appends, {@link io.leadloop.feedback.log.FeedbackConsumer}
 * reads batches, has them projected, and publishes the provider events in one Kafka transaction
 * with the offsets. It survives restarts of the brokers.
 */
package io.leadloop.feedback.log;
