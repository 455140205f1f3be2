package io.leadloop.feedback;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leadloop.lead.LeadId;
import io.leadloop.store.IdTimes;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A record of the log that can never be projected. It goes, as it was, to a topic of its own
 * together with the reason, so it delays no other record, and is recorded for an administrator, who
 * can have it projected again. One that is too long to be written there goes without its value,
 * which the log still has.
 *
 * @param reason holds nothing of the record's content
 * @param partition of the log, where it was read
 * @param receivedAt when its feedback was received, or the record written
 * @param feedback null where it could not be read
 */
public record DeadLetter(
    String key,
    byte[] value,
    String reason,
    int partition,
    long offset,
    Instant receivedAt,
    Feedback feedback) {
  private static final int LONGEST_VALUE = LogRecord.LARGEST_VALUE_BYTES;

  /** What can be read, but not applied. */
  public static DeadLetter of(LoggedFeedback logged, String reason) {
    Feedback feedback = logged.feedback();
    return new DeadLetter(
        feedback.leadId().toString(),
        FeedbackJson.write(feedback),
        reason,
        logged.partition(),
        logged.offset(),
        feedback.receivedAt(),
        feedback);
  }

  /** What cannot even be read. */
  public static DeadLetter of(ConsumerRecord<String, byte[]> record, String reason) {
    return new DeadLetter(
        record.key(),
        record.value(),
        reason,
        record.partition(),
        record.offset(),
        Instant.ofEpochMilli(Math.max(0, record.timestamp())),
        null);
  }

  public ProducerRecord<String, byte[]> record(String topic) {
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(topic, key, payload().orElse(null));
    record.headers().add("reason", reason.getBytes(UTF_8));
    record.headers().add("log-partition", Integer.toString(partition).getBytes(UTF_8));
    record.headers().add("log-offset", Long.toString(offset).getBytes(UTF_8));
    return record;
  }

  /** Follows from its time and its place on the log: a re-run records the same. */
  public UUID id() {
    return IdTimes.named(receivedAt, partition + ":" + offset);
  }

  /** Its value, unless that is missing or too long to be written again. */
  public Optional<byte[]> payload() {
    return Optional.ofNullable(value).filter(bytes -> bytes.length <= LONGEST_VALUE);
  }

  /** The lead of its key, if that is one. */
  public Optional<LeadId> leadId() {
    return Optional.ofNullable(key).flatMap(LeadId::parse);
  }
}
