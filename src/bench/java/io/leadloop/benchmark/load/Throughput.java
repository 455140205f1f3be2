package io.leadloop.benchmark.load;

import io.leadloop.benchmark.stage.CpuUse;

/**
 * What one load achieved.
 *
 * @param perSecond answers
 * @param cpu what was spent on it
 * @param seconds how long it lasted
 */
public record Throughput(double perSecond, CpuUse cpu, double seconds) {
  private static final double MICROS = 1e6;

  /** Processor time of the gateway and of PostgreSQL for one answer, in microseconds. */
  public double costMicros() {
    return (cpu.gateway() + cpu.postgreSql()) * MICROS / answers();
  }

  public double gatewayMicros() {
    return cpu.gateway() * MICROS / answers();
  }

  public double postgreSqlMicros() {
    return cpu.postgreSql() * MICROS / answers();
  }

  /** How much of the processor time that was spent at all is the generator's. */
  public double generatorShare() {
    return cpu.generator() / cpu.total();
  }

  public double answers() {
    return perSecond * seconds;
  }
}
