package io.leadloop.benchmark.push;

import io.leadloop.benchmark.load.CalledBack;
import io.leadloop.benchmark.load.Generator;
import io.leadloop.benchmark.stage.Progress;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * How soon an event reaches its endpoint after it was stored, in milliseconds, at a rate of
 * callbacks; each becomes an event.
 */
record Arrivals(double perSecond, double median, double p99) {
  private static final long LONGEST_SECONDS = 120;

  static Arrivals at(
      double perSecond, Duration duration, Generator generator, CalledBack leads, PushRun run)
      throws InterruptedException {
    run.receiver().latencies();
    long before = run.receiver().received();
    Histogram answers = generator.callBackAt(run.target(), leads, perSecond, duration);
    run.receiver().await(before + answers.getTotalCount(), LONGEST_SECONDS);
    Histogram micros = run.receiver().latencies();
    Arrivals arrivals =
        new Arrivals(
            perSecond,
            micros.getValueAtPercentile(50) / 1e3,
            micros.getValueAtPercentile(99) / 1e3);
    Progress.say("%,.0f events a second: received after %s", perSecond, arrivals);
    return arrivals;
  }

  @Override
  public String toString() {
    return "p50 %.1f ms, p99 %.1f ms".formatted(median, p99);
  }
}
