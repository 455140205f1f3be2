package io.leadloop.feedback.log;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Spaces the rounds of the projection. Each costs a transaction in PostgreSQL and one in Kafka,
 * whatever it carries, so feedback that arrives soon after a round waits for others: for as long as
 * it takes {@link #WORTH} records to arrive at the rate of the last round, within bounds. Feedback
 * after a pause is not delayed. What it costs: where feedback is rare but not single, an event is
 * on its topic up to {@link #LONGEST} later.
 */
final class RoundPace {
  static final Duration SHORTEST = Duration.ofMillis(25);
  static final Duration LONGEST = Duration.ofMillis(200);

  /** Records that are worth a round. */
  static final int WORTH = 12;

  private final LongSupplier nanoTime;
  private long began;
  private long apart;

  RoundPace(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.began = nanoTime.getAsLong() - LONGEST.toNanos();
  }

  /** How long the next poll must wait; not positive if it may begin. */
  long nanosUntilNext() {
    return began + apart - nanoTime.getAsLong();
  }

  /**
   * A round begins.
   *
   * @param records that it carries, at least one
   * @param isFull whether there were as many as a poll returns, so that more may wait already
   */
  void begins(int records, boolean isFull) {
    long now = nanoTime.getAsLong();
    long worth = WORTH * ((now - began) / records);
    apart = isFull ? 0 : Math.max(SHORTEST.toNanos(), Math.min(worth, LONGEST.toNanos()));
    began = now;
  }
}
