package io.leadloop.feedback;

import io.leadloop.kafka.Topics;
import io.leadloop.lead.LeadId;
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

  public static LogRecord of(Feedback feedback) {
    return new LogRecord(feedback.id(), feedback.leadId(), FeedbackJson.write(feedback));
  }

  @Override
  public String toString() {
    return "LogRecord[" + id + "]";
  }
}
