package io.leadloop.kafka;

/**
 * Something that whoever runs Kafka has to allow a provider's account.
 *
 * @param right in words
 * @param command the line of Kafka's own {@code kafka-acls.sh} that does it
 */
public record KafkaGrant(String right, String command) {}
