package io.leadloop.intake.bulk;

import io.leadloop.http.body.HeldMemory;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/** The lines of one submission in bulk, as far as they have arrived, and the memory they take. */
final class BulkBody {
  /** What a byte of a line costs while the line is read and stored. */
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
   * The lines that end in the chunk.
   *
   * @throws io.leadloop.error.ProblemException when there is no memory for it; nothing was read
   *     then
   */
  List<BulkLine> read(Buffer chunk) {
    long cost = HELD_PER_BYTE * (long) chunk.length();
    memory.take(cost);
    held += cost;
    return read(splitter.split(chunk));
  }

  /** The line that ended with the body, if there is one. */
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

  /** Whether line after line could not be read; what follows them was left out. */
  boolean isRefused() {
    return unreadable >= BulkRequest.REFUSED_IN_A_ROW;
  }

  /** The bytes held for the lines that were returned last, which are the caller's to give back. */
  long handOver() {
    long handed = held;
    held = 0;
    return handed;
  }

  /** Gives back what is held for lines that nobody will ask for. */
  void drop() {
    memory.give(handOver());
  }
}
