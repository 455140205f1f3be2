package io.leadloop.benchmark.push;

import io.leadloop.benchmark.load.CalledBack;
import io.leadloop.benchmark.load.Generator;
import io.leadloop.benchmark.stage.Progress;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * How soon an event reaches its endpoint, in microseconds, at a rate of callbacks; each becomes an
 * event.
 *
 * @param sinceStored from when it was stored
 * @param sinceCalledBack from when the gateway had the callback
 * @param onTopic from there to when the same event was visible on the provider's topic
 */
record Arrivals(
    double perSecond, Histogram sinceStored, Histogram sinceCalledBack, Histogram onTopic) {
  private static final long LONGEST_SECONDS = 120;

  static Arrivals at(
      double perSecond, Duration duration, Generator generator, CalledBack leads, PushRun run)
      throws InterruptedException {
    take(perSecond, run);
    long before = run.receiver().received();
    long seen = run.topic().seen();
    Histogram answers = generator.callBackAt(run.target(), leads, perSecond, duration);
    run.topic().await(seen + answers.getTotalCount());
    run.receiver().await(before + answers.getTotalCount(), LONGEST_SECONDS);
    Arrivals arrivals = take(perSecond, run);
    Progress.say(
        "%,.0f events a second: received by the endpoint %s after they were stored, %s after the"
            + " callback; on the topic %s after the callback",
        perSecond,
        text(arrivals.sinceStored),
        text(arrivals.sinceCalledBack),
        text(arrivals.onTopic));
    return arrivals;
  }

  private static Arrivals take(double perSecond, PushRun run) {
    return new Arrivals(
        perSecond,
        run.receiver().sinceStored(),
        run.receiver().sinceCalledBack(),
        run.topic().latencies());
  }

  double median() {
    return sinceStored.getValueAtPercentile(50) / 1e3;
  }

  double p99() {
    return sinceStored.getValueAtPercentile(99) / 1e3;
  }

  static String text(Histogram micros) {
    return "p50 %.1f ms, p99 %.1f ms"
        .formatted(micros.getValueAtPercentile(50) / 1e3, micros.getValueAtPercentile(99) / 1e3);
  }
}
