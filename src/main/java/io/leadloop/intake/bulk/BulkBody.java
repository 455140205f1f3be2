package io.leadloop.intake.bulk;

import io.leadloop.http.body.HeldMemory;
import io.leadloop.http.body.LineSplitter;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/** The lines of a bulk request that have arrived, and the memory they use. */
final class BulkBody {
  /** The memory used per byte while a line is parsed and stored. */
  private static final int HELD_PER_BYTE = 3;

  private final BulkReader reader;
  private final LineSplitter splitter;
  private final HeldMemory memory;
  private long held;
  private int unreadable;

  BulkBody(BulkReader reader, HeldMemory memory) {
    this.reader = reader;
    this.splitter = reader.splitter();
    this.memory = memory;
  }

  /**
   * Returns the lines that end in the chunk.
   *
   * @throws io.leadloop.error.ProblemException when memory is exhausted; nothing was read then
   */
  List<BulkLine> read(Buffer chunk) {
    long cost = HELD_PER_BYTE * (long) chunk.length();
    memory.take(cost);
    held += cost;
    return read(splitter.split(chunk));
  }

  /** Returns the last line if it has no line feed. */
  List<BulkLine> rest() {
    return read(splitter.rest());
  }

  private List<BulkLine> read(List<LineSplitter.Line> ended) {
    List<BulkLine> lines = new ArrayList<>(ended.size());
    for (LineSplitter.Line line : ended) {
      BulkLine read = reader.read(line);
      lines.add(read);
      unreadable = read.isReadable() ? 0 : unreadable + 1;
      if (isRefused()) {
        break;
      }
    }
    if (lines.isEmpty() && !splitter.isKeeping()) {
      drop();
    }
    return lines;
  }

  /** Whether too many consecutive lines were unreadable; the lines after them are skipped. */
  boolean isRefused() {
    return unreadable >= BulkRequest.REFUSED_IN_A_ROW;
  }

  /** Hands over the bytes reserved for the last returned lines; the caller releases them. */
  long handOver() {
    long handed = held;
    held = 0;
    return handed;
  }

  /** Releases the memory of lines that will not be read. */
  void drop() {
    memory.give(handOver());
  }
}
