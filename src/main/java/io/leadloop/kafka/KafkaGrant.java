package io.leadloop.kafka;

/**
 * A permission that Kafka's operator must grant to a provider's account.
 *
 * @param right description of the permission
 * @param command the {@code kafka-acls.sh} command that grants it
 */
public record KafkaGrant(String right, String command) {}
