package io.leadloop.benchmark;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.Locale;

/**
 * Runs the phases one after the other, and writes the pages; see {@code src/docs/benchmarks.md}.
 */
public final class Benchmark {
  private Benchmark() {}

  public static void main(String... args) throws Exception {
    Locale.setDefault(Locale.ROOT);
    BenchmarkSettings settings = BenchmarkSettings.fromSystemProperties();
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    try (Stage stage = new Stage(settings, vertx);
        Generator generator = new Generator(vertx, stage.servers())) {
      if (settings.parts().contains("intake")) {
        LoadResults loads = LoadResults.of(generator, stage, settings);
        Growth growth = Growth.run(generator, stage, settings);
        new Report(settings, loads, growth).write();
      }
      if (settings.parts().contains("lanes")) {
        new LaneReport(settings, LaneResults.of(generator, stage, settings)).write();
      }
    }
  }
}
