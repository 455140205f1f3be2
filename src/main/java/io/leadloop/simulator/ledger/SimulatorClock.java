package io.leadloop.simulator.ledger;

import java.time.Clock;
import java.util.function.LongSupplier;

/**
 * Where the simulator's times come from, so that a test can hold the quota's window still. The
 * pauses in a lead's life are real time whatever this says.
 *
 * @param wall the time of day
 * @param nanoTime nanoseconds that never go back
 */
public record SimulatorClock(Clock wall, LongSupplier nanoTime) {

  /** The machine's own time. */
  public static SimulatorClock system() {
    return new SimulatorClock(Clock.systemUTC(), System::nanoTime);
  }

  public Moment moment() {
    return new Moment(wall.instant(), nanoTime.getAsLong());
  }
}
