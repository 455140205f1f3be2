package io.leadloop.simulator.http;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Counts and digests one part of a form without storing it. */
final class FileDigest {

  private final MessageDigest digest = sha256();
  private final String filename;
  private final String contentType;
  private long size;

  FileDigest(String filename, String contentType) {
    this.filename = filename;
    this.contentType = contentType;
  }

  /** The next bytes of the part. */
  void add(ByteBuffer bytes) {
    size += bytes.remaining();
    digest.update(bytes);
  }

  /** The file, once complete; empty if it has no name. */
  Optional<ReceivedFile> file() {
    return filename.isBlank()
        ? Optional.empty()
        : Optional.of(
            new ReceivedFile(
                filename, contentType, size, HexFormat.of().formatHex(digest.digest())));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
