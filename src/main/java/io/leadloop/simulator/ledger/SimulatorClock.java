package io.leadloop.simulator.ledger;

import java.time.Clock;
import java.util.function.LongSupplier;

/**
 * The simulator's clock, so that a test can control the quota's window. The pauses in a lead's life
 * cycle use real time.
 *
 * @param wall the time of day
 * @param nanoTime monotonic nanoseconds
 */
public record SimulatorClock(Clock wall, LongSupplier nanoTime) {

  /** The system clock. */
  public static SimulatorClock system() {
    return new SimulatorClock(Clock.systemUTC(), System::nanoTime);
  }

  public Moment moment() {
    return new Moment(wall.instant(), nanoTime.getAsLong());
  }
}
