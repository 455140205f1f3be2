package io.leadloop.benchmark;

import io.leadloop.benchmark.load.Generator;
import io.leadloop.benchmark.load.Rounds;
import io.leadloop.benchmark.load.StoredLeads;
import io.leadloop.benchmark.load.Throughput;
import io.leadloop.benchmark.stage.BenchmarkSettings;
import io.leadloop.benchmark.stage.Stage;
import io.leadloop.benchmark.stage.Target;
import java.sql.SQLException;

/**
 * The cost of a lead with millions of stored leads, compared with few: two gateways on two
 * databases of one PostgreSQL, alternating.
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
      large.shutLanes();
      small.shutLanes();
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
    Rounds few = rounds(generator, small, BenchmarkSettings.FEW_ROWS, settings);
    Rounds many = rounds(generator, large, settings.rows(), settings);
    few.warmUp();
    many.warmUp();
    for (int round = 0; round < settings.rounds(); round++) {
      few.run();
      many.run();
    }
    return new Growth(few.median(), many.median(), settings.rows());
  }

  private static Rounds rounds(
      Generator generator, Target target, long rows, BenchmarkSettings settings) {
    return new Rounds(
        "Leads with %,d stored".formatted(rows), () -> generator.submit(target, settings.load()));
  }
}
