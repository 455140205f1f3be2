package io.leadloop.http.body;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Splits a chunked body at line feeds. Skips blank lines, which still count, and a leading byte
 * order mark. Buffers at most one line of the maximum length.
 */
public final class LineSplitter {
  private static final byte LINE_FEED = '\n';
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  /** Larger buffers are not reused. */
  private static final int KEPT_BYTES = 64 * 1024;

  private final int longest;
  private ByteArrayOutputStream open = new ByteArrayOutputStream();
  private boolean tooLong;
  private long lines;

  /**
   * @param longest the maximum line length in bytes, without its line feed
   */
  public LineSplitter(int longest) {
    this.longest = longest;
  }

  /** Returns the lines that end in the chunk. */
  public List<Line> split(Buffer chunk) {
    byte[] bytes = chunk.getBytes();
    List<Line> ended = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == LINE_FEED) {
        keep(bytes, start, i);
        end().ifPresent(ended::add);
        start = i + 1;
      }
    }
    keep(bytes, start, bytes.length);
    return ended;
  }

  /** Returns the text after the last line feed at the end of the body, if any. */
  public List<Line> rest() {
    return open.size() == 0 && !tooLong ? List.of() : end().stream().toList();
  }

  /** Whether the open line is within the limit. */
  public boolean isKeeping() {
    return open.size() > 0;
  }

  private void keep(byte[] bytes, int start, int end) {
    if (tooLong || open.size() + end - start > longest) {
      tooLong = true;
      clear();
    } else {
      open.write(bytes, start, end - start);
    }
  }

  private Optional<Line> end() {
    lines++;
    byte[] bytes = lines == 1 ? withoutMark(open.toByteArray()) : open.toByteArray();
    Line line = new Line(lines, Optional.of(bytes).filter(kept -> !tooLong));
    boolean isBlank = !tooLong && isBlank(bytes);
    clear();
    tooLong = false;
    return isBlank ? Optional.empty() : Optional.of(line);
  }

  private void clear() {
    if (open.size() > KEPT_BYTES) {
      open = new ByteArrayOutputStream();
    } else {
      open.reset();
    }
  }

  private static byte[] withoutMark(byte[] line) {
    int mark = BYTE_ORDER_MARK.length;
    return line.length >= mark && Arrays.equals(line, 0, mark, BYTE_ORDER_MARK, 0, mark)
        ? Arrays.copyOfRange(line, mark, line.length)
        : line;
  }

  /** Blank means JSON's white space. */
  private static boolean isBlank(byte[] line) {
    for (byte b : line) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }

  /**
   * A line.
   *
   * @param number counted from 1, blank lines included
   * @param bytes empty if it was too long
   */
  public record Line(long number, Optional<byte[]> bytes) {}
}
