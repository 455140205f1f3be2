package io.leadloop.benchmark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/** One load of several that take turns: what it achieved each time. */
final class Rounds {
  /** What a JVM needs to have seen before it runs compiled code; counted in answers. */
  private static final double WARM = 150_000;

  private static final int WARM_UPS_AT_MOST = 12;

  private final String name;
  private final Supplier<Throughput> load;
  private final List<Throughput> achieved = new ArrayList<>();

  Rounds(String name, Supplier<Throughput> load) {
    this.name = name;
    this.load = load;
  }

  /** Runs the load until it is warm, which takes a busy machine longer; it does not count. */
  void warmUp() {
    double answers = 0;
    for (int i = 0; i < WARM_UPS_AT_MOST && answers < WARM; i++) {
      Throughput warming = load.get();
      answers += warming.answers();
      tell("warm-up", warming);
    }
  }

  void run() {
    achieved.add(load.get());
    tell("round " + achieved.size(), achieved.get(achieved.size() - 1));
  }

  Throughput median() {
    return achieved.stream()
        .sorted(Comparator.comparingDouble(Throughput::perSecond))
        .toList()
        .get(achieved.size() / 2);
  }

  private void tell(String when, Throughput now) {
    Progress.say(
        "%s, %s: %,.0f/s; processor time for one: gateway %.0f us, PostgreSQL %.0f us; %.0f %% of"
            + " all is the generator's",
        name,
        when,
        now.perSecond(),
        now.gatewayMicros(),
        now.postgreSqlMicros(),
        100 * now.generatorShare());
  }
}
