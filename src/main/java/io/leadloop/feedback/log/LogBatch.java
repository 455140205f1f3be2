package io.leadloop.feedback.log;

import io.leadloop.feedback.DeadLetter;
import io.leadloop.feedback.Feedback;
import io.leadloop.feedback.FeedbackJson;
import io.leadloop.feedback.LoggedFeedback;
import io.leadloop.feedback.projection.Projected;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * The result of one poll of the log.
 *
 * @param readable in the order of the log
 * @param unreadable records that this version cannot parse
 */
record LogBatch(List<LoggedFeedback> readable, Projected unreadable) {
  static LogBatch read(ConsumerRecords<String, byte[]> polled) {
    List<LoggedFeedback> readable = new ArrayList<>(polled.count());
    List<DeadLetter> dead = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> record : polled) {
      read(record.value())
          .ifPresentOrElse(
              feedback ->
                  readable.add(new LoggedFeedback(feedback, record.partition(), record.offset())),
              () -> dead.add(DeadLetter.of(record, "it cannot be read")));
    }
    return new LogBatch(readable, new Projected(List.of(), List.of(), List.of(), dead));
  }

  private static Optional<Feedback> read(byte[] value) {
    try {
      return Optional.ofNullable(value == null ? null : FeedbackJson.read(value))
          .filter(f -> f.id() != null && f.leadId() != null && f.receivedAt() != null);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
