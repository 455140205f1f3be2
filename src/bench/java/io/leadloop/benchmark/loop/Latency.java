package io.leadloop.benchmark.loop;

import org.HdrHistogram.Histogram;

/** In milliseconds. */
public record Latency(double median, double p99) {
  static Latency of(Histogram micros) {
    return new Latency(
        micros.getValueAtPercentile(50) / 1e3, micros.getValueAtPercentile(99) / 1e3);
  }

  @Override
  public String toString() {
    return "p50 %.1f ms, p99 %.1f ms".formatted(median, p99);
  }
}
