package io.leadloop.benchmark.load;

import io.leadloop.benchmark.stage.BenchmarkSettings;
import io.leadloop.benchmark.stage.Progress;
import io.leadloop.benchmark.stage.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/** One load of several that take turns: what it achieved each time. */
public final class Rounds {
  /** What a JVM needs to have seen before it runs compiled code; counted in answers. */
  private static final double WARM = 150_000;

  private static final int WARM_UPS_AT_MOST = 12;

  private final String name;
  private final Supplier<Throughput> load;
  private final List<Throughput> achieved = new ArrayList<>();

  public Rounds(String name, Supplier<Throughput> load) {
    this.name = name;
    this.load = load;
  }

  /** The yardstick, on a gateway that may never have answered one: the median of its rounds. */
  public static Throughput echo(Generator generator, Target target, BenchmarkSettings settings) {
    Rounds echoes = new Rounds("Echo", () -> generator.echo(target, settings.load()));
    echoes.warmUp();
    for (int round = 0; round < settings.rounds(); round++) {
      echoes.run();
    }
    return echoes.median();
  }

  /** Runs the load until it is warm, which takes a busy machine longer; it does not count. */
  public void warmUp() {
    double answers = 0;
    for (int i = 0; i < WARM_UPS_AT_MOST && answers < WARM; i++) {
      Throughput warming = load.get();
      answers += warming.answers();
      tell("warm-up", warming);
    }
  }

  public void run() {
    achieved.add(load.get());
    tell("round " + achieved.size(), achieved.get(achieved.size() - 1));
  }

  public Throughput median() {
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
