package io.leadloop.update.document;

import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * The bytes of a form that wait for those after them. A carriage return at the end of a chunk does,
 * since the decoder would take it for a part of the file, even where it begins the next boundary.
 * So do the bytes of many small chunks, since the decoder starts at the beginning of a head again
 * for each chunk that does not end it.
 */
final class ChunkBuffer {
  /** A body may come in so many chunks of any length, and in others of this length on average. */
  private static final int MOST_SMALL_CHUNKS = 64;

  private static final int LEAST_CHUNK = 1024;

  private static final byte CARRIAGE_RETURN = '\r';

  private Buffer waiting = Buffer.buffer();
  private long length;
  private long decoded;

  /** Adds a chunk; returns the bytes to decode now, if any. */
  Optional<Buffer> add(Buffer chunk) {
    length += chunk.length();
    Buffer bytes = waiting.length() == 0 ? chunk : waiting.appendBuffer(chunk);
    if (decoded > MOST_SMALL_CHUNKS + length / LEAST_CHUNK) {
      waiting = bytes == chunk ? chunk.copy() : bytes;
      return Optional.empty();
    }
    decoded++;
    int last = bytes.length() - 1;
    boolean isOpen = last >= 0 && bytes.getByte(last) == CARRIAGE_RETURN;
    waiting = isOpen ? bytes.getBuffer(last, last + 1) : Buffer.buffer();
    return Optional.of(isOpen ? bytes.slice(0, last) : bytes);
  }

  /** What waits. */
  Buffer rest() {
    return waiting;
  }
}
