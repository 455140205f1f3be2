package io.leadloop.feedback.log;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What of the log is not projected yet.
 *
 * @param isReachable whether Kafka answered
 * @param partitions the records of each partition that no replica has committed; empty where Kafka
 *     did not answer
 */
public record LogLag(boolean isReachable, SortedMap<Integer, Long> partitions) {
  static LogLag unreachable() {
    return new LogLag(false, new TreeMap<>());
  }

  static LogLag of(Map<Integer, Long> partitions) {
    return new LogLag(true, new TreeMap<>(partitions));
  }

  /** The records of all partitions together. */
  public long total() {
    return partitions.values().stream().mapToLong(Long::longValue).sum();
  }
}
