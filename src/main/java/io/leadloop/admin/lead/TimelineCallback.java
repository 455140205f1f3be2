package io.leadloop.admin.lead;

import io.leadloop.feedback.event.ReceivedCallback;

/**
 * A callback of Oplead, without its body.
 *
 * @param firstSequence the number of the first event that it caused
 * @param events how many it caused; 0 for a repeat, or where it has no status
 * @param logPartition of the feedback log, from which the events are published to the topic
 * @param logOffset in that partition
 */
public record TimelineCallback(int firstSequence, int events, int logPartition, long logOffset) {
  static TimelineCallback of(ReceivedCallback callback) {
    return new TimelineCallback(
        callback.firstSequence(), callback.events(), callback.partition(), callback.offset());
  }
}
