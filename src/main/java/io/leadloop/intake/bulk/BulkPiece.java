package io.leadloop.intake.bulk;

import io.leadloop.intake.Receipt;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.List;
import java.util.Set;

/** Lines of a submission in bulk that are accepted together, until their answer is taken. */
final class BulkPiece {
  private final List<BulkLine> lines;
  private final Set<String> references;
  private final boolean comesAlone;
  private long held;
  private Cancellable work;
  private List<Receipt> receipts;
  private byte[] answer;

  /**
   * @param references of its lines
   * @param comesAlone whether all lines before it have to be settled first, since one of them has a
   *     reference of this piece: of equal references the first wins
   * @param held bytes of memory that were reserved for it
   */
  BulkPiece(List<BulkLine> lines, Set<String> references, boolean comesAlone, long held) {
    this.lines = lines;
    this.references = references;
    this.comesAlone = comesAlone;
    this.held = held;
  }

  List<BulkLine> lines() {
    return lines;
  }

  Set<String> references() {
    return references;
  }

  boolean comesAlone() {
    return comesAlone;
  }

  boolean isBegun() {
    return work != null;
  }

  void begun(Cancellable work) {
    this.work = work;
  }

  void cancel() {
    if (work != null) {
      work.cancel();
    }
  }

  /**
   * @return the bytes of memory that are not needed any more
   */
  long settle(List<Receipt> settled, byte[] written) {
    receipts = settled;
    answer = written;
    long before = held;
    held = Math.min(held, written.length);
    return before - held;
  }

  boolean isSettled() {
    return answer != null;
  }

  List<Receipt> receipts() {
    return receipts;
  }

  byte[] answer() {
    return answer;
  }

  long held() {
    return held;
  }
}
