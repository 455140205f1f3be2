package io.leadloop.benchmark.loop;

import io.leadloop.benchmark.stage.CpuUse;

/**
 * Leads that were posted together, faster than they can go through.
 *
 * @param seconds from the first that was posted to the last that was on the topic
 * @param cpu what was spent on it
 * @param walBytes that PostgreSQL wrote to its log
 */
public record Burst(long leads, double seconds, CpuUse cpu, long walBytes) {
  private static final double MICROS = 1e6;

  double perSecond() {
    return leads / seconds;
  }

  double walBytesPerLead() {
    return (double) walBytes / leads;
  }

  /** Two bursts as one. */
  Burst plus(Burst other) {
    return new Burst(
        leads + other.leads,
        seconds + other.seconds,
        cpu.plus(other.cpu),
        walBytes + other.walBytes);
  }

  /** Processor time of all servers for one lead, in microseconds. */
  double micros() {
    return micros(cpu.servers());
  }

  /** Processor time for one lead, in microseconds, of a part of what was spent. */
  double micros(double part) {
    return part * MICROS / leads;
  }
}
