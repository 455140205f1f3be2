package io.leadloop.benchmark.push;

import io.leadloop.benchmark.load.EchoCost;
import io.leadloop.benchmark.load.Throughput;
import io.leadloop.benchmark.stage.CpuUse;
import io.leadloop.benchmark.stage.Progress;
import io.leadloop.benchmark.stage.Servers;
import java.sql.SQLException;

/**
 * How fast stored events are delivered; the first quarter does not count.
 *
 * @param endpoints each receives every event
 * @param deliveries that count
 */
record Backlog(int endpoints, double perSecond, CpuUse cpu, long deliveries) {
  private static final long LONGEST_SECONDS = 600;

  static Backlog deliver(PushRun run, Servers servers, int events, int endpoints)
      throws InterruptedException, SQLException {
    long first = run.receiver().received();
    long all = (long) events * endpoints;
    run.endpoints()
        .addFromTheBeginning(
            run.target().seed().provider(),
            run.receiver().prompt(),
            endpoints,
            Endpoints.IN_FLIGHT);
    run.receiver().await(first + all / 4, LONGEST_SECONDS);
    long counted = run.receiver().received();
    CpuUse before = CpuUse.now(servers, run.target());
    long start = System.nanoTime();
    run.receiver().await(first + all, LONGEST_SECONDS);
    double seconds = (System.nanoTime() - start) / 1e9;
    long deliveries = run.receiver().received() - counted;
    CpuUse cpu = CpuUse.now(servers, run.target()).minus(before);
    run.endpoints().removeAll();
    Backlog backlog = new Backlog(endpoints, deliveries / seconds, cpu, deliveries);
    Progress.say(
        "%d endpoints: %,.0f deliveries a second; processor time for one: gateway %.0f us,"
            + " PostgreSQL %.0f us, receiver %.0f us",
        endpoints,
        backlog.perSecond,
        backlog.micros(cpu.gateway()),
        backlog.micros(cpu.postgreSql()),
        backlog.micros(cpu.generator()));
    return backlog;
  }

  /** Processor time for one delivery, in microseconds, of a part of what was spent. */
  double micros(double seconds) {
    return seconds * 1e6 / deliveries;
  }

  EchoCost cost(Throughput echo) {
    return EchoCost.of(cpu, deliveries, echo);
  }
}
