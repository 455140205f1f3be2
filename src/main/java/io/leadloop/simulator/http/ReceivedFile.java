package io.leadloop.simulator.http;

/**
 * Metadata of a received file.
 *
 * @param size in bytes
 * @param sha256 of the bytes, in lower-case hexadecimal digits
 */
public record ReceivedFile(String filename, String contentType, long size, String sha256) {

  /** Omits the name, which may be a person's. */
  @Override
  public String toString() {
    return "ReceivedFile[contentType=%s, size=%d]".formatted(contentType, size);
  }
}
