package io.leadloop.benchmark;

import java.util.Comparator;
import java.util.List;

/**
 * What one load achieved.
 *
 * @param perSecond answers
 * @param cpu what was spent on it
 * @param seconds how long it lasted
 */
record Throughput(double perSecond, CpuUse cpu, double seconds) {
  private static final double MICROS = 1e6;

  /** The one in the middle. */
  static Throughput median(List<Throughput> rounds) {
    return rounds.stream()
        .sorted(Comparator.comparingDouble(Throughput::perSecond))
        .toList()
        .get(rounds.size() / 2);
  }

  /** Processor time of the gateway and of PostgreSQL for one answer, in microseconds. */
  double costMicros() {
    return (cpu.gateway() + cpu.postgreSql()) * MICROS / answers();
  }

  double gatewayMicros() {
    return cpu.gateway() * MICROS / answers();
  }

  double postgreSqlMicros() {
    return cpu.postgreSql() * MICROS / answers();
  }

  /** How much of the processor time that was spent at all is the generator's. */
  double generatorShare() {
    return cpu.generator() / cpu.total();
  }

  private double answers() {
    return perSecond * seconds;
  }
}
