package io.leadloop.benchmark;

/**
 * What one load achieved.
 *
 * @param perSecond answers
 * @param cpu what was spent on it
 * @param seconds how long it lasted
 */
record Throughput(double perSecond, CpuUse cpu, double seconds) {
  private static final double MICROS = 1e6;

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

  double answers() {
    return perSecond * seconds;
  }
}
