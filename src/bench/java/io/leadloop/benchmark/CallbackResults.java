package io.leadloop.benchmark;

import io.leadloop.benchmark.load.Generator;
import io.leadloop.benchmark.stage.BenchmarkSettings;
import io.leadloop.benchmark.stage.Stage;
import java.sql.SQLException;

/** Everything that is measured of callbacks. */
record CallbackResults(CallbackAnswers answers, FanOut fanOut) {
  static CallbackResults of(Generator generator, Stage stage, BenchmarkSettings settings)
      throws InterruptedException, SQLException {
    return new CallbackResults(
        CallbackAnswers.measure(generator, stage, settings),
        FanOut.measure(generator, stage, settings));
  }
}
