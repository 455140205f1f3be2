package io.leadloop.feedback;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A record of the log that can never be projected. It goes, as it was, to a topic of its own
 * together with the reason, so it delays no other record and can be looked at, mended and sent
 * again. One that is too long to be written there goes without its value, which the log still has.
 *
 * @param reason holds nothing of the record's content
 * @param partition of the log, where it was read
 */
public record DeadLetter(String key, byte[] value, String reason, int partition, long offset) {
  private static final int LONGEST_VALUE = LogRecord.LARGEST_VALUE_BYTES;

  /** What can be read, but not applied. */
  public static DeadLetter of(LoggedFeedback logged, String reason) {
    Feedback feedback = logged.feedback();
    return new DeadLetter(
        feedback.leadId().toString(),
        FeedbackJson.write(feedback),
        reason,
        logged.partition(),
        logged.offset());
  }

  /** What cannot even be read. */
  public static DeadLetter of(ConsumerRecord<String, byte[]> record, String reason) {
    return new DeadLetter(
        record.key(), record.value(), reason, record.partition(), record.offset());
  }

  public ProducerRecord<String, byte[]> record(String topic) {
    boolean fits = value == null || value.length <= LONGEST_VALUE;
    ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, key, fits ? value : null);
    record.headers().add("reason", reason.getBytes(UTF_8));
    record.headers().add("log-partition", Integer.toString(partition).getBytes(UTF_8));
    record.headers().add("log-offset", Long.toString(offset).getBytes(UTF_8));
    return record;
  }
}
