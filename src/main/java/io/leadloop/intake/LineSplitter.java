package io.leadloop.intake;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts a body that arrives in pieces into its lines, which end with a line feed. Of the line that
 * is still open no more than the longest allowed is kept, whatever the body's length.
 */
final class LineSplitter {
  private static final byte LINE_FEED = '\n';

  private final int longest;
  private final ByteArrayOutputStream open = new ByteArrayOutputStream();
  private boolean tooLong;
  private long lines;

  /**
   * @param longest line in bytes, without its line feed
   */
  LineSplitter(int longest) {
    this.longest = longest;
  }

  /** The lines that end in the piece. */
  List<Line> split(Buffer piece) {
    byte[] bytes = piece.getBytes();
    List<Line> ended = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == LINE_FEED) {
        keep(bytes, start, i);
        ended.add(end());
        start = i + 1;
      }
    }
    keep(bytes, start, bytes.length);
    return ended;
  }

  /** What stands after the last line feed, once the body has ended: one line, or none. */
  List<Line> rest() {
    return open.size() == 0 && !tooLong ? List.of() : List.of(end());
  }

  private void keep(byte[] bytes, int start, int end) {
    if (tooLong || open.size() + end - start > longest) {
      tooLong = true;
      open.reset();
    } else {
      open.write(bytes, start, end - start);
    }
  }

  private Line end() {
    Line line = new Line(++lines, Optional.of(open.toByteArray()).filter(bytes -> !tooLong));
    open.reset();
    tooLong = false;
    return line;
  }

  /**
   * One line.
   *
   * @param number counted from 1
   * @param bytes empty where it was longer than allowed
   */
  record Line(long number, Optional<byte[]> bytes) {}
}
