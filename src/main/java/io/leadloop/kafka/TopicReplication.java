package io.leadloop.kafka;

import java.util.Optional;

/**
 * How a topic is replicated.
 *
 * @param replicas the fewest of any partition
 * @param inSync how many must have a record before it is acknowledged
 */
record TopicReplication(int replicas, int inSync) {
  /** What one broker that ends or restarts does to the topic; empty if nothing. */
  Optional<String> risk() {
    if (replicas < 2) {
      return Optional.of("one replica: without its broker the topic stops");
    } else if (inSync < 2) {
      return Optional.of("min.insync.replicas=1: with a broker acknowledged records may be lost");
    } else if (inSync >= replicas) {
      return Optional.of("min.insync.replicas is all replicas: without a broker the topic stops");
    }
    return Optional.empty();
  }
}
