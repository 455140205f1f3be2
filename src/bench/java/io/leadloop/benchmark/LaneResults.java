package io.leadloop.benchmark;

import java.sql.SQLException;

/** Everything that is measured of the lanes. */
record LaneResults(
    Drain drain, Parked few, Parked many, Isolation isolation, SlidingMinute minute) {
  private static final int FEW = 100;
  private static final int MANY = 1_000;

  static LaneResults of(Generator generator, Stage stage, BenchmarkSettings settings)
      throws InterruptedException, SQLException {
    return new LaneResults(
        Drain.run(stage, settings),
        Parked.run(stage, settings, FEW),
        Parked.run(stage, settings, MANY),
        Isolation.run(generator, stage, settings),
        SlidingMinute.run(stage, settings));
  }
}
