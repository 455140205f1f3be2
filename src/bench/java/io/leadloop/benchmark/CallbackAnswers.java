package io.leadloop.benchmark;

import io.leadloop.benchmark.load.CalledBack;
import io.leadloop.benchmark.load.Generator;
import io.leadloop.benchmark.load.Rounds;
import io.leadloop.benchmark.load.Throughput;
import io.leadloop.benchmark.stage.BenchmarkSettings;
import io.leadloop.benchmark.stage.Stage;
import io.leadloop.benchmark.stage.Target;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * How callbacks are answered.
 *
 * @param echo of the same server
 * @param alone callbacks while their projection waits, as it does without a database
 * @param together callbacks while they are projected and published
 * @param halfLoad the rate of the open load
 * @param latencies of its answers, in microseconds
 */
record CallbackAnswers(
    Throughput echo, Throughput alone, Throughput together, double halfLoad, Histogram latencies) {

  static CallbackAnswers measure(Generator generator, Stage stage, BenchmarkSettings settings)
      throws InterruptedException, SQLException {
    Duration load = settings.load();
    try (Target target = stage.open("callbacks")) {
      CalledBack leads = CalledBack.into(target, stage.vault());
      Rounds echoes = new Rounds("Echo", () -> generator.echo(target, load));
      Rounds together = new Rounds("Callbacks", () -> generator.callBack(target, leads, load));
      Rounds alone =
          new Rounds("Callbacks, not projected", () -> generator.callBack(target, leads, load));
      echoes.warmUp();
      together.warmUp();
      together.run();
      try (Connection connection = target.database().connect()) {
        holdProjectionUp(connection);
        for (int round = 0; round < settings.rounds(); round++) {
          echoes.run();
          alone.run();
        }
        double halfLoad = alone.median().perSecond() / 2;
        return new CallbackAnswers(
            echoes.median(),
            alone.median(),
            together.median(),
            halfLoad,
            generator.callBackAt(target, leads, halfLoad, load));
      }
    }
  }

  /** Until the connection closes. */
  private static void holdProjectionUp(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("lock table feedback in exclusive mode");
    }
  }

  double ratio() {
    return alone.perSecond() / echo.perSecond();
  }
}
