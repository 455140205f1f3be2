package io.leadloop.simulator;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerFileUpload;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Counts and digests one part of a form while it passes, so that no byte of it is kept. */
final class FileDigest {

  private final MessageDigest digest = sha256();
  private final String filename;
  private final String contentType;
  private long size;
  private boolean complete;

  /** Reads the part from its start. Called before any of it has passed. */
  FileDigest(HttpServerFileUpload part) {
    this.filename = part.filename();
    this.contentType = part.contentType();
    part.handler(this::add);
    part.endHandler(end -> complete = true);
  }

  /** The file, empty where its end has not come or it has no name. */
  Optional<ReceivedFile> file() {
    return complete && filename != null && !filename.isBlank()
        ? Optional.of(
            new ReceivedFile(
                filename, contentType, size, HexFormat.of().formatHex(digest.digest())))
        : Optional.empty();
  }

  private void add(Buffer chunk) {
    digest.update(chunk.getBytes());
    size += chunk.length();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
