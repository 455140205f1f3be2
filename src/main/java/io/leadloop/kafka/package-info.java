/**
 * Kafka resources that the gateway creates: topics, providers' SCRAM accounts and their rights. An
 * account is never deleted, because brokers up to 4.1.2 lose all accounts when they replay a
 * deletion.
 */
package io.leadloop.kafka;
