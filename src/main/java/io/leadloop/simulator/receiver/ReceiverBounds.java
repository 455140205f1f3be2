package io.leadloop.simulator.receiver;

/**
 * How much is remembered; the oldest is forgotten first. More than ten receivers share the memory
 * of ten.
 *
 * @param requests the most requests that one receiver remembers
 * @param events the most accepted events in the ledger of one receiver
 * @param receivers the most receivers
 */
public record ReceiverBounds(int requests, int events, int receivers) {

  private static final int FULL_SHARES = 10;
  private static final int SMALLEST_SHARE = 100;

  /** Validates the bounds. */
  public ReceiverBounds {
    if (requests < 1 || events < 1 || receivers < 1) {
      throw new IllegalArgumentException("bounds must be at least 1");
    }
  }

  public static ReceiverBounds defaults() {
    return new ReceiverBounds(10_000, 200_000, 1_000);
  }

  /** The part of a bound that each of so many receivers has. */
  static int share(int bound, int receivers) {
    long shared = (long) bound * FULL_SHARES / Math.max(FULL_SHARES, receivers);
    return (int) Math.max(Math.min(bound, SMALLEST_SHARE), shared);
  }
}
