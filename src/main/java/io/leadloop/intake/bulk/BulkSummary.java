package io.leadloop.intake.bulk;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.leadloop.http.Problem;
import io.leadloop.intake.Receipt;
import java.util.List;

/**
 * The result of a bulk request: the last line of its answer.
 *
 * @param lines answered lines; blank ones are skipped
 * @param lastLine the number of the last answered line; later lines had no effect
 * @param problem why the gateway ended the request early, or null
 */
record BulkSummary(
    long lines,
    long accepted,
    long replayed,
    long refused,
    long lastLine,
    @JsonInclude(JsonInclude.Include.NON_NULL) Problem problem) {
  static final BulkSummary EMPTY = new BulkSummary(0, 0, 0, 0, 0, null);

  BulkSummary plus(List<BulkLine> answered, List<Receipt> receipts) {
    return new BulkSummary(
        lines + answered.size(),
        accepted + count(receipts, Receipt.Kind.ACCEPTED),
        replayed + count(receipts, Receipt.Kind.REPLAYED),
        refused + count(receipts, Receipt.Kind.REFUSED),
        answered.get(answered.size() - 1).number(),
        null);
  }

  BulkSummary with(Problem endedBy) {
    return new BulkSummary(lines, accepted, replayed, refused, lastLine, endedBy);
  }

  private static long count(List<Receipt> receipts, Receipt.Kind kind) {
    return receipts.stream().filter(receipt -> receipt.kind() == kind).count();
  }
}
