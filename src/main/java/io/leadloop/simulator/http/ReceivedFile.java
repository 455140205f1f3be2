package io.leadloop.simulator.http;

/**
 * What is remembered of a file once its bytes have passed.
 *
 * @param size in bytes
 * @param sha256 of the bytes, in lower-case hexadecimal digits
 */
public record ReceivedFile(String filename, String contentType, long size, String sha256) {

  /** Leaves out the name, which may be a person's. */
  @Override
  public String toString() {
    return "ReceivedFile[contentType=%s, size=%d]".formatted(contentType, size);
  }
}
