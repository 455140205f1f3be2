package io.leadloop.intake;

import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Pieces of bytes, first in first out, in a temporary file that goes with its closing. It is made
 * when it is first needed, and filled from its start again whenever it has been emptied.
 */
final class SpoolFile {
  private final long bytesAtMost;
  private final Queue<Integer> lengths = new ArrayDeque<>();
  private FileChannel channel;
  private long writeAt;
  private long readAt;
  private boolean writing;
  private boolean closed;

  SpoolFile(long bytesAtMost) {
    this.bytesAtMost = bytesAtMost;
  }

  /** Whether nothing is in it, nor on its way in or out. */
  synchronized boolean isEmpty() {
    return writeAt == 0;
  }

  /** Whether a piece can be read. */
  synchronized boolean hasAnswers() {
    return !lengths.isEmpty();
  }

  /** An empty file has room for any piece. */
  synchronized boolean hasRoomFor(byte[] piece) {
    return writeAt == 0 || writeAt + piece.length <= bytesAtMost;
  }

  /** Appends a piece; one at a time. Blocks. */
  Uni<Void> write(byte[] piece) {
    long at = beginWrite(piece.length);
    return Uni.createFrom()
        .voidItem()
        .invoke(
            () -> {
              move(ByteBuffer.wrap(piece), at, true);
              endWrite(piece.length);
            });
  }

  /** Removes the first piece; one at a time. Blocks. */
  Uni<byte[]> read() {
    return Uni.createFrom()
        .item(
            () -> {
              byte[] piece = new byte[length()];
              move(ByteBuffer.wrap(piece), readAt, false);
              endRead();
              return piece;
            });
  }

  synchronized void close() {
    closed = true;
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a temporary file could not be closed", e);
    }
  }

  private synchronized long beginWrite(int length) {
    long at = writeAt;
    writeAt += length;
    writing = true;
    return at;
  }

  private synchronized void endWrite(int length) {
    lengths.add(length);
    writing = false;
  }

  private synchronized int length() {
    return lengths.element();
  }

  private synchronized void endRead() {
    readAt += lengths.remove();
    if (lengths.isEmpty() && !writing) {
      readAt = 0;
      writeAt = 0;
    }
  }

  private void move(ByteBuffer bytes, long at, boolean out) {
    try {
      FileChannel file = channel();
      while (bytes.hasRemaining()) {
        int moved =
            out
                ? file.write(bytes, at + bytes.position())
                : file.read(bytes, at + bytes.position());
        if (moved < 0) {
          throw new IOException("a temporary file was cut short");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized FileChannel channel() throws IOException {
    if (closed) {
      throw new IOException("the client has gone");
    }
    if (channel == null) {
      channel =
          FileChannel.open(
              Files.createTempFile("leadloop-answers-", null),
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
    }
    return channel;
  }
}
