package io.leadloop.feedback;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leadloop.kafka.Topics;
import io.leadloop.lead.LeadId;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * Feedback as the log will have it. It is written as JSON once, whichever store takes it.
 *
 * @param value never longer than {@link #LARGEST_VALUE_BYTES}, or the log refuses it
 */
public record LogRecord(UUID id, LeadId leadId, byte[] value) {
  /** A record with its key and headers; the usual default of a broker. */
  public static final int LARGEST_BYTES = Topics.LARGEST_RECORD_BYTES;

  /** Leaves room for the key and for what the client adds. */
  public static final int LARGEST_VALUE_BYTES = LARGEST_BYTES - 4096;

  /** In front, as {@code retried_payload} in the database has it; the value is a JSON object. */
  private static final byte[] AGAIN = "{\"again\":true,".getBytes(UTF_8);

  public static LogRecord of(Feedback feedback) {
    return new LogRecord(feedback.id(), feedback.leadId(), FeedbackJson.write(feedback));
  }

  /**
   * The same callback or notification for the outbox, where one that is received later may overtake
   * it on its way to the log: projection compares their times.
   */
  public LogRecord overtakable() {
    byte[] marked =
        ByteBuffer.allocate(AGAIN.length + value.length - 1)
            .put(AGAIN)
            .put(value, 1, value.length - 1)
            .array();
    return new LogRecord(id, leadId, marked);
  }

  @Override
  public String toString() {
    return "LogRecord[" + id + "]";
  }
}
