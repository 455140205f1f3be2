package io.leadloop.lane;

import io.leadloop.customer.KeptAccount;
import io.leadloop.store.Batch;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/**
 * What every statement that settles attempts passes on to the database's function {@code
 * end_requests}: its first ten parameters.
 *
 * @param account with whose token it was sent; empty where a refusal of it stops nothing
 */
public record LaneSettlement(SlotId slot, Optional<KeptAccount> account, LaneReport report) {
  /** Ends the requests of the batch, and returns the ids of those that were still in flight. */
  public static final String END =
      "end_requests($1, $2, $3, $4, $5, $6, $7, $8, $9, $10 * interval '1 ms')";

  /** The parameters of {@link #END}; others may follow them. */
  public static <T> Batch<T> batch(
      Collection<T> settled, Function<T, LaneSettlement> lane, LaneConfig config) {
    Duration margin = config.margin();
    return Batch.of(settled)
        .uuids(s -> lane.apply(s).slot.request())
        .integers(s -> lane.apply(s).slot.claim())
        .longs(s -> lane.apply(s).report.againMillis())
        .longs(s -> lane.apply(s).report.slotMicrosAgo(margin))
        .longs(s -> lane.apply(s).report.laneSleepMillis())
        .texts(s -> lane.apply(s).report.laneSleepReason())
        .booleans(s -> lane.apply(s).report.isThrottled())
        .texts(s -> lane.apply(s).report.laneStop())
        .bytes(s -> lane.apply(s).refusedToken())
        .value(config.window().toMillis());
  }

  private byte[] refusedToken() {
    return report.laneStop() == null
        ? null
        : account.flatMap(KeptAccount::sealedToken).orElse(null);
  }
}
