package io.leadloop.benchmark;

import io.leadloop.benchmark.load.CalledBack;
import io.leadloop.benchmark.load.Generator;
import io.leadloop.benchmark.stage.BenchmarkSettings;
import io.leadloop.benchmark.stage.Progress;
import io.leadloop.benchmark.stage.Stage;
import io.leadloop.benchmark.stage.Target;
import io.leadloop.benchmark.stage.TopicWatch;
import java.sql.SQLException;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/** How soon a provider sees what was called back, at several rates. */
record FanOut(Visible atOne, Visible atFiveHundred, Visible atThreeThousand) {
  private static final int MANY = 3_000;

  /** At one a second, fewer would not have a 99th percentile. */
  private static final Duration ONE_BY_ONE = Duration.ofSeconds(100);

  static FanOut measure(Generator generator, Stage stage, BenchmarkSettings settings)
      throws InterruptedException, SQLException {
    Duration load = settings.load();
    try (Target target = stage.open("fanout");
        TopicWatch watch = TopicWatch.of(target, stage.servers().kafkaClient())) {
      CalledBack leads = CalledBack.into(target, stage.vault());
      Visible.at(MANY, load, generator, target, leads, watch); // to warm up
      return new FanOut(
          Visible.at(1, ONE_BY_ONE, generator, target, leads, watch),
          Visible.at(500, load, generator, target, leads, watch),
          Visible.at(MANY, load, generator, target, leads, watch));
    }
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
