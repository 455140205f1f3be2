package io.leadloop.benchmark;

import io.leadloop.benchmark.load.Generator;
import io.leadloop.benchmark.stage.MemoryWatch;
import io.leadloop.benchmark.stage.Progress;
import io.leadloop.benchmark.stage.Target;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Half load for a long time: does the gateway's memory grow?
 *
 * @param memory resident, each second
 * @param heapBefore bytes that were live before it, after a full collection
 * @param heapAfter and after it
 */
record Soak(
    Duration duration,
    Histogram latencies,
    List<MemoryWatch.Sample> memory,
    long heapBefore,
    long heapAfter) {
  private static final double SECONDS_AN_HOUR = 3600;

  static Soak run(Generator generator, Target target, double perSecond, Duration duration)
      throws InterruptedException {
    Progress.say("Soaking at %,.0f/s for %s", perSecond, duration);
    long before = target.gateway().liveHeap();
    try (MemoryWatch memory = MemoryWatch.of(target.gateway())) {
      Histogram latencies = generator.submitAt(target, perSecond, duration);
      List<MemoryWatch.Sample> samples = memory.samples();
      return new Soak(duration, latencies, samples, before, target.gateway().liveHeap());
    }
  }

  /** Growth of the resident memory over the second half, by least squares, in MiB an hour. */
  double slopeMibPerHour() {
    List<MemoryWatch.Sample> late = memory.subList(memory.size() / 2, memory.size());
    double meanTime = late.stream().mapToDouble(MemoryWatch.Sample::seconds).average().orElse(0);
    double meanMib = late.stream().mapToDouble(MemoryWatch.Sample::mib).average().orElse(0);
    double covariance =
        late.stream().mapToDouble(s -> (s.seconds() - meanTime) * (s.mib() - meanMib)).sum();
    double variance = late.stream().mapToDouble(s -> Math.pow(s.seconds() - meanTime, 2)).sum();
    return variance == 0 ? 0 : SECONDS_AN_HOUR * covariance / variance;
  }

  double firstMib() {
    return memory.get(0).mib();
  }

  double lastMib() {
    return memory.get(memory.size() - 1).mib();
  }
}
