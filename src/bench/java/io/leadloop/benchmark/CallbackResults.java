package io.leadloop.benchmark;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * Everything that is measured of callbacks.
 *
 * @param echo of the same server
 * @param alone callbacks while their projection waits, as it does without a database
 * @param together callbacks while they are projected and published
 * @param halfLoad the rate of the open load
 * @param latencies of its answers, in microseconds
 * @param visible from received to visible on the topic, at each rate
 */
record CallbackResults(
    Throughput echo,
    Throughput alone,
    Throughput together,
    double halfLoad,
    Histogram latencies,
    Visible atOne,
    Visible atFiveHundred,
    Visible atThreeThousand) {
  private static final int MANY = 3_000;

  /** At one a second, fewer would not have a 99th percentile. */
  private static final Duration ONE_BY_ONE = Duration.ofSeconds(100);

  static CallbackResults of(Generator generator, Stage stage, BenchmarkSettings settings)
      throws InterruptedException, SQLException {
    Duration load = settings.load();
    Throughput echo;
    Throughput alone;
    Throughput together;
    Histogram latencies;
    double halfLoad;
    try (Target target = stage.open("callbacks")) {
      CalledBack leads = CalledBack.into(target, stage.vault());
      Rounds echoes = new Rounds("Echo", () -> generator.echo(target, load));
      Rounds both = new Rounds("Callbacks", () -> generator.callBack(target, leads, load));
      Rounds only =
          new Rounds("Callbacks, not projected", () -> generator.callBack(target, leads, load));
      echoes.warmUp();
      both.warmUp();
      both.run();
      try (Connection connection = target.database().connect();
          Statement statement = connection.createStatement()) {
        connection.setAutoCommit(false);
        statement.execute("lock table feedback in exclusive mode");
        for (int round = 0; round < settings.rounds(); round++) {
          echoes.run();
          only.run();
        }
        halfLoad = only.median().perSecond() / 2;
        latencies = generator.callBackAt(target, leads, halfLoad, load);
        connection.rollback();
      }
      echo = echoes.median();
      alone = only.median();
      together = both.median();
    }
    try (Target target = stage.open("fanout");
        TopicWatch watch = TopicWatch.of(target, stage.servers().bootstrapServers())) {
      CalledBack leads = CalledBack.into(target, stage.vault());
      Visible.at(MANY, load, generator, target, leads, watch); // to warm up
      return new CallbackResults(
          echo,
          alone,
          together,
          halfLoad,
          latencies,
          Visible.at(1, ONE_BY_ONE, generator, target, leads, watch),
          Visible.at(500, load, generator, target, leads, watch),
          Visible.at(MANY, load, generator, target, leads, watch));
    }
  }

  double ratio() {
    return alone.perSecond() / echo.perSecond();
  }

  /**
   * What a provider sees at one rate of callbacks.
   *
   * @param latencies from received to visible, in microseconds
   * @param behindSeconds how long after the last answer the last event was visible
   */
  record Visible(double perSecond, Histogram latencies, double behindSeconds) {
    static Visible at(
        double perSecond,
        Duration duration,
        Generator generator,
        Target target,
        CalledBack leads,
        TopicWatch watch)
        throws InterruptedException {
      watch.latencies();
      long before = watch.seen();
      Histogram answers = generator.callBackAt(target, leads, perSecond, duration);
      double behind = watch.await(before + answers.getTotalCount());
      Visible visible = new Visible(perSecond, watch.latencies(), behind);
      Progress.say(
          "%,.0f callbacks a second: visible after %.1f ms (median), %.1f ms (p99); the last %.1f s"
              + " after its answer",
          perSecond, visible.millis(50), visible.millis(99), behind);
      return visible;
    }

    double millis(double percentile) {
      return latencies.getValueAtPercentile(percentile) / 1e3;
    }
  }
}
