package io.leadloop.lane;

import io.leadloop.customer.KeptAccount;
import io.leadloop.store.Batch;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Function;

/**
 * What every statement that settles attempts passes on to the database's function {@code
 * settle_slots}: its first ten parameters.
 *
 * @param account whose lane it was in
 */
public record LaneSettlement(SlotId slot, KeptAccount account, LaneReport report) {
  /**
   * @param margin how long a request that was given up may still be on its way
   */
  public static <T> Batch<T> batch(
      Collection<T> settled, Function<T, LaneSettlement> lane, Duration margin) {
    return Batch.of(settled)
        .uuids(s -> lane.apply(s).slot.request())
        .integers(s -> lane.apply(s).slot.claim())
        .uuids(s -> lane.apply(s).account.customer().value())
        .longs(s -> lane.apply(s).report.againMillis())
        .longs(s -> lane.apply(s).report.slotMicrosAgo(margin))
        .longs(s -> lane.apply(s).report.laneSleepMillis())
        .texts(s -> lane.apply(s).report.laneSleepReason())
        .booleans(s -> lane.apply(s).report.isThrottled())
        .texts(s -> lane.apply(s).report.laneStop())
        .bytes(s -> lane.apply(s).refusedToken());
  }

  private byte[] refusedToken() {
    return report.laneStop() == null ? null : account.sealedToken();
  }
}
