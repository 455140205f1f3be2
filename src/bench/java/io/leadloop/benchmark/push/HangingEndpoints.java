package io.leadloop.benchmark.push;

import io.leadloop.benchmark.load.CalledBack;
import io.leadloop.benchmark.load.Generator;
import io.leadloop.benchmark.stage.BenchmarkSettings;
import io.leadloop.benchmark.stage.Progress;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/**
 * What endpoints that hang cost another endpoint: the 99th percentile from stored to received, in
 * turns without and with them.
 *
 * @param without in milliseconds, while all answer
 * @param with the same while endpoints hang, of the same provider and of another one
 */
record HangingEndpoints(double without, double with) {
  private static final double PER_SECOND = 200;
  private static final int ROUNDS = 3;
  private static final int MOST_IN_FLIGHT = 32;
  private static final int BACKLOG = 1_000;

  static HangingEndpoints measure(
      Generator generator, CalledBack leads, PushRun run, BenchmarkSettings settings)
      throws InterruptedException, SQLException {
    UUID own = run.target().seed().provider();
    UUID other = StoredEvents.ofProviders(run.target(), 1, BACKLOG).get(0);
    List<Double> without = new ArrayList<>();
    List<Double> with = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      addPrompt(run, own);
      without.add(Arrivals.at(PER_SECOND, settings.load(), generator, leads, run).p99());
      run.endpoints().addFromNow(own, run.receiver().hanging(), 1, MOST_IN_FLIGHT);
      run.endpoints().addFromTheBeginning(other, run.receiver().hanging(), 1, MOST_IN_FLIGHT);
      with.add(Arrivals.at(PER_SECOND, settings.load(), generator, leads, run).p99());
      run.endpoints().removeAll();
    }
    HangingEndpoints hanging = new HangingEndpoints(median(without), median(with));
    Progress.say(
        "From stored to received, p99: %.1f ms, and %.1f ms while other endpoints hang",
        hanging.without, hanging.with);
    return hanging;
  }

  private static void addPrompt(PushRun run, UUID provider) throws SQLException {
    run.endpoints().addFromNow(provider, run.receiver().prompt(), 1, Endpoints.IN_FLIGHT);
  }

  double ratio() {
    return with / without;
  }

  private static double median(List<Double> values) {
    Collections.sort(values);
    return values.get(values.size() / 2);
  }
}
