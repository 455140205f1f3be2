package io.leadloop.benchmark.loop;

import io.leadloop.benchmark.load.Submissions;
import io.leadloop.benchmark.stage.Progress;
import io.leadloop.benchmark.stage.Seed;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What it costs to count leads for the console: bursts of leads and of test leads in turn, which go
 * the same way and are not counted.
 *
 * @param counted processor time of all three for one lead, in microseconds, in order
 * @param uncounted the same for one test lead
 */
record TallyCost(List<Double> counted, List<Double> uncounted) {
  private static final int TURNS = 9;
  private static final String UNCOUNTED = "LT-2026-";

  /** A provider cannot submit a test lead, so the database makes them; it looks at every lead. */
  private static final String MARK_TESTS =
      """
      create function mark_tests() returns trigger language plpgsql as $$
      begin
        new.test := starts_with(new.reference, '%s');
        return new;
      end $$;
      create trigger mark_tests before insert on lead for each row execute function mark_tests();
      """
          .formatted(UNCOUNTED);

  /** Bursts of half of the usual size: more turns say more than longer ones. */
  static TallyCost measure(LoopRun run, int burst) throws InterruptedException, SQLException {
    run.target().database().execute(MARK_TESTS);
    Submissions tests = Submissions.withPrefix(UNCOUNTED, Seed.CUSTOMERS);
    List<Double> counted = new ArrayList<>();
    List<Double> uncounted = new ArrayList<>();
    for (int turn = 0; turn < TURNS; turn++) {
      // The second of two neighbours meets a fuller store.
      if (turn % 2 == 0) {
        counted.add(run.burst(burst / 2).micros());
        uncounted.add(run.burst(burst / 2, tests).micros());
      } else {
        uncounted.add(run.burst(burst / 2, tests).micros());
        counted.add(run.burst(burst / 2).micros());
      }
    }
    TallyCost cost = new TallyCost(List.copyOf(counted), List.copyOf(uncounted));
    Progress.say("Counted leads cost %.3f of those that are not", cost.ratio());
    return cost;
  }

  /** The median of counted leads, as a part of that of leads that are not counted. */
  double ratio() {
    return median(counted) / median(uncounted);
  }

  static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
