package io.leadloop.intake.bulk;

import io.leadloop.intake.Receipt;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.List;
import java.util.Set;

/** Lines of a bulk request that are accepted together and answered together. */
final class BulkPiece {
  private final List<BulkLine> lines;
  private final Set<String> references;
  private final boolean comesAlone;
  private long held;
  private Cancellable work;
  private List<Receipt> receipts;
  private byte[] answer;

  /**
   * @param references the references of its lines
   * @param comesAlone whether all earlier lines must be settled first, since one of them has the
   *     same reference and the first one wins
   * @param held reserved bytes of memory
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
   * @return the bytes of memory to release
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
