package io.leadloop.push.wire;

import java.time.Instant;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * An event as a receiver gets it.
 *
 * @param id the same at each attempt, on the topic and in the feed
 * @param type the CloudEvents type
 * @param source the CloudEvents source
 * @param subject the lead's id; null if it concerns none
 * @param time when it happened
 * @param sequence its number per lead, if it has one
 * @param data the JSON, byte for byte as on the topic; must not be changed afterwards
 */
public record PushMessage(
    UUID id,
    String type,
    String source,
    String subject,
    Instant time,
    OptionalInt sequence,
    byte[] data) {

  /** Omits the data. */
  @Override
  public String toString() {
    return "PushMessage[" + id + ", " + type + "]";
  }
}
