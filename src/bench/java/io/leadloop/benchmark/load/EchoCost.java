package io.leadloop.benchmark.load;

import io.leadloop.benchmark.stage.CpuUse;
import io.leadloop.benchmark.stage.Page;

/**
 * Processor time for one lead or callback, in echoes. One echo is the processor time that the same
 * gateway needs to answer one JSON echo, so that a slow machine and a quick one come to the same.
 */
public record EchoCost(double gateway, double postgreSql, double broker) {
  private static final double MICROS = 1e6;

  public static EchoCost of(CpuUse cpu, double answers, Throughput echo) {
    double echoes = answers * echo.gatewayMicros() / MICROS;
    return new EchoCost(cpu.gateway() / echoes, cpu.postgreSql() / echoes, cpu.broker() / echoes);
  }

  public static EchoCost of(Throughput load, Throughput echo) {
    return of(load.cpu(), load.answers(), echo);
  }

  /** The cost of all three. */
  public double all() {
    return gateway + postgreSql + broker;
  }

  /**
   * Adds a row to the page's table.
   *
   * @param counted those of the three that the target is for, added up
   */
  public void addTo(Page page, String what, double counted, double target) {
    page.row(
        what,
        "%.1f echoes; gateway %.1f, PostgreSQL %.1f, broker %.1f"
            .formatted(counted, gateway, postgreSql, broker),
        "≤ %s echoes".formatted(Page.plain(target)),
        counted <= target);
  }
}
