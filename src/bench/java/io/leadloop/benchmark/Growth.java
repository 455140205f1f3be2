package io.leadloop.benchmark;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a lead costs where millions are stored, beside what it costs where few are: two gateways on
 * two databases of one PostgreSQL, which take turns.
 */
record Growth(Throughput few, Throughput many, long rows) {
  static Growth run(Generator generator, Stage stage, BenchmarkSettings settings)
      throws InterruptedException, SQLException {
    long needed = settings.rows() * StoredLeads.BYTES_PER_LEAD;
    if (stage.room() < needed) {
      throw new IllegalStateException("the disk has no room for %,d bytes".formatted(needed));
    }
    try (Target large = stage.open("large");
        Target small = stage.open("small")) {
      StoredLeads.fill(large, settings.rows());
      StoredLeads.fill(small, BenchmarkSettings.FEW_ROWS);
      return compare(generator, small, large, settings);
    }
  }

  /** How much more processor time a lead costs among many. */
  double costRatio() {
    return many.costMicros() / few.costMicros();
  }

  /** How much longer a lead takes among many. */
  double timeRatio() {
    return few.perSecond() / many.perSecond();
  }

  private static Growth compare(
      Generator generator, Target small, Target large, BenchmarkSettings settings) {
    Duration load = settings.load();
    List<Throughput> few = new ArrayList<>();
    List<Throughput> many = new ArrayList<>();
    // Round 0 warms up.
    for (int round = 0; round <= settings.rounds(); round++) {
      few.add(told(round, BenchmarkSettings.FEW_ROWS, generator.submit(small, load)));
      many.add(told(round, settings.rows(), generator.submit(large, load)));
    }
    return new Growth(medianOf(few), medianOf(many), settings.rows());
  }

  private static Throughput medianOf(List<Throughput> rounds) {
    return Throughput.median(rounds.subList(1, rounds.size()));
  }

  private static Throughput told(int round, long rows, Throughput achieved) {
    Progress.say(
        "%s: %,.0f leads/s on %,d stored (processor time per lead: gateway %.0f us, PostgreSQL"
            + " %.0f us)",
        round == 0 ? "Warm-up" : "Round " + round,
        achieved.perSecond(),
        rows,
        achieved.gatewayMicros(),
        achieved.postgreSqlMicros());
    return achieved;
  }
}
