package io.leadloop.benchmark.loop;

import io.leadloop.benchmark.stage.CpuUse;
import io.leadloop.benchmark.stage.StatementCounts;

/**
 * Leads at a rate that leaves the machine mostly idle.
 *
 * @param perSecond leads that were submitted
 * @param cpu what was spent, until the last was on the topic
 * @param seconds in which it was spent
 * @param answered from when a submission was due to its 202
 * @param sent from the 202 to the arrival at the simulated Oplead
 * @param counts what PostgreSQL was asked to do meanwhile
 */
record SteadyLoad(
    double perSecond,
    long leads,
    CpuUse cpu,
    double seconds,
    Latency answered,
    Latency sent,
    StatementCounts counts) {
  private static final double MICROS = 1e6;

  /** Processor time of all servers for one lead, in microseconds. */
  double micros() {
    return micros(cpu.servers());
  }

  /** Processor time for one lead, in microseconds, of a part of what was spent. */
  double micros(double part) {
    return part * MICROS / leads;
  }

  /** Processor time of all servers for one lead without what they spend when idle. */
  double microsWithout(CpuUse idlePerSecond) {
    return micros(cpu.servers() - seconds * idlePerSecond.servers());
  }
}
