package io.leadloop.benchmark;

import io.leadloop.benchmark.load.Generator;
import io.leadloop.benchmark.stage.BenchmarkSettings;
import io.leadloop.benchmark.stage.Stage;
import java.sql.SQLException;

/** Everything that is measured of the lanes. */
record LaneResults(
    Drain drain, Parked few, Parked many, Isolation isolation, SlidingMinute minute) {
  private static final int FEW = 100;
  private static final int MANY = 1_000;

  static LaneResults of(Generator generator, Stage stage, BenchmarkSettings settings)
      throws InterruptedException, SQLException {
    return new LaneResults(
        Drain.run(generator, stage, settings),
        Parked.run(stage, settings, FEW),
        Parked.run(stage, settings, MANY),
        Isolation.run(generator, stage, settings),
        SlidingMinute.run(stage, settings));
  }
}
