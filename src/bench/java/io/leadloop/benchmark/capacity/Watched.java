package io.leadloop.benchmark.capacity;

import io.leadloop.benchmark.stage.BenchmarkSettings;
import io.leadloop.benchmark.stage.CpuUse;
import io.leadloop.benchmark.stage.Database;
import io.leadloop.benchmark.stage.Progress;
import io.leadloop.benchmark.stage.Servers;
import io.leadloop.benchmark.stage.StatementCounts;
import io.leadloop.benchmark.stage.Target;
import java.sql.SQLException;
import java.time.Duration;

/**
 * What happened while nothing was done but to watch.
 *
 * @param leads that were forwarded
 */
record Watched(double seconds, CpuUse cpu, StatementCounts counts, long leads) {
  static Watched run(
      String what, Duration duration, Servers servers, Target target, BenchmarkSettings settings)
      throws InterruptedException, SQLException {
    Database database = target.database();
    long before = forwarded(database);
    StatementCounts start = StatementCounts.start(database, settings);
    CpuUse used = CpuUse.now(servers, target);
    long began = System.nanoTime();
    Thread.sleep(duration.toMillis());
    double seconds = (System.nanoTime() - began) / 1e9;
    CpuUse cpu = CpuUse.now(servers, target).minus(used);
    StatementCounts counts = start.until(database, settings);
    Watched watched = new Watched(seconds, cpu, counts, forwarded(database) - before);
    Progress.say(
        "%s: %.1f leads and %.1f transactions a second; gateway %.1f %%, PostgreSQL %.1f %% of a core",
        what,
        watched.perSecond(watched.leads),
        watched.perSecond(counts.transactions()),
        100 * watched.gatewayShare(),
        100 * watched.postgreSqlShare());
    return watched;
  }

  private static long forwarded(Database database) throws SQLException {
    return database.number("select count(*) from lead_progress where state = 'forwarded'");
  }

  double perSecond(double number) {
    return number / seconds;
  }

  /** Of one core. */
  double gatewayShare() {
    return cpu.gateway() / seconds;
  }

  /** Of one core. */
  double postgreSqlShare() {
    return cpu.postgreSql() / seconds;
  }

  double share() {
    return gatewayShare() + postgreSqlShare();
  }
}
