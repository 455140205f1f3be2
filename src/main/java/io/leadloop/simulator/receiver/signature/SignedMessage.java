package io.leadloop.simulator.receiver.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;

/**
 * The signed parts of a request and its signatures.
 *
 * @param id the header {@code webhook-id}, null if absent
 * @param timestamp the header {@code webhook-timestamp}, null if absent
 * @param signatures the header {@code webhook-signature}, null if absent
 */
public record SignedMessage(String id, String timestamp, String signatures, Buffer body) {

  boolean isComplete() {
    return id != null
        && signatures != null
        && timestamp != null
        && timestamp.matches("[0-9]{1,12}");
  }

  /** Seconds since 1970; only of a complete message. */
  long seconds() {
    return Long.parseLong(timestamp);
  }

  /** The bytes that the signatures are of; only of a complete message. */
  byte[] content() {
    byte[] head = (id + "." + timestamp + ".").getBytes(UTF_8);
    byte[] content = new byte[head.length + body.length()];
    System.arraycopy(head, 0, content, 0, head.length);
    body.getBytes(content, head.length);
    return content;
  }
}
