package io.leadloop.intake.bulk;

import io.leadloop.intake.Receipt;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;

/**
 * The pieces of one request, in order of their lines, from arrival until their answers are sent.
 * Several are in flight at once, but never two with the same reference.
 */
final class BulkPieces {
  private static final int IN_FLIGHT = 16;
  private static final int UNREAD_BYTES = 1024 * 1024;

  private final Function<BulkPiece, Cancellable> work;
  private final Queue<BulkPiece> pieces = new ArrayDeque<>();
  private final Map<String, Integer> openReferences = new HashMap<>();
  private int unsettled;
  private long unread;

  /**
   * @param work starts a piece and settles it later
   */
  BulkPieces(Function<BulkPiece, Cancellable> work) {
    this.work = work;
  }

  /** Adds lines as one piece, or as several if a reference repeats. */
  void add(List<BulkLine> lines, long held) {
    List<BulkLine> together = new ArrayList<>();
    Set<String> references = new HashSet<>();
    boolean comesAlone = false;
    for (BulkLine line : lines) {
      if (line.isReadable() && isOpen(line.reference(), references)) {
        add(new BulkPiece(together, references, comesAlone, 0));
        together = new ArrayList<>();
        references = new HashSet<>();
        comesAlone = true;
      }
      together.add(line);
      if (line.isReadable() && line.reference() != null) {
        references.add(line.reference());
      }
    }
    add(new BulkPiece(together, references, comesAlone, held));
    begin();
  }

  private boolean isOpen(String reference, Collection<String> together) {
    return reference != null
        && (together.contains(reference) || openReferences.containsKey(reference));
  }

  private void add(BulkPiece piece) {
    if (!piece.lines().isEmpty()) {
      pieces.add(piece);
      piece.references().forEach(r -> openReferences.merge(r, 1, Integer::sum));
      unsettled++;
    }
  }

  private void begin() {
    boolean areAllSettled = true;
    for (BulkPiece piece : pieces) {
      if (!piece.isBegun() && (areAllSettled || !piece.comesAlone())) {
        piece.begun(work.apply(piece));
      }
      areAllSettled &= piece.isSettled();
    }
  }

  /**
   * @return the bytes of memory to release
   */
  long settle(BulkPiece piece, List<Receipt> receipts, byte[] answer) {
    long freed = piece.settle(receipts, answer);
    piece
        .references()
        .forEach(r -> openReferences.computeIfPresent(r, (same, n) -> n == 1 ? null : n - 1));
    unsettled--;
    unread += answer.length;
    begin();
    return freed;
  }

  /** Removes the first piece if its answer is ready; otherwise returns null. */
  BulkPiece poll() {
    BulkPiece first = pieces.peek();
    if (first == null || !first.isSettled()) {
      return null;
    }
    unread -= first.answer().length;
    return pieces.remove();
  }

  /** Whether some are not settled yet. */
  boolean areOpen() {
    return unsettled > 0;
  }

  boolean isEmpty() {
    return pieces.isEmpty();
  }

  /** Whether to stop reading for now. */
  boolean isFull() {
    return unsettled >= IN_FLIGHT || unread >= UNREAD_BYTES;
  }

  void cancel() {
    pieces.forEach(BulkPiece::cancel);
    pieces.clear();
  }
}
