package io.leadloop.benchmark;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Runs the phases one after the other, and writes the page; see {@code src/docs/benchmarks.md}. */
public final class Benchmark {
  private Benchmark() {}

  public static void main(String... args) throws Exception {
    Locale.setDefault(Locale.ROOT);
    BenchmarkSettings settings = BenchmarkSettings.fromSystemProperties();
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    List<String> results = new ArrayList<>();
    try (Stage stage = new Stage(settings, vertx);
        Generator generator = new Generator(vertx, stage.servers())) {
      if (settings.parts().contains("intake")) {
        LoadResults loads = LoadResults.of(generator, stage, settings);
        Growth growth = Growth.run(generator, stage, settings);
        results.addAll(new Report(settings, loads, growth).write());
        results.add("");
        write(settings, results);
      }
      if (settings.parts().contains("callbacks")) {
        results.addAll(new CallbackReport(CallbackResults.of(generator, stage, settings)).write());
        results.add("");
        write(settings, results);
      }
      if (settings.parts().contains("loop")) {
        results.addAll(new LoopReport(WholeLoop.run(generator, stage, settings)).write());
        results.add("");
        write(settings, results);
      }
      if (settings.parts().contains("lanes")) {
        results.addAll(
            new LaneReport(settings, LaneResults.of(generator, stage, settings)).write());
        write(settings, results);
      }
    }
  }

  /** The page as far as it goes: a later part that fails takes nothing from an earlier one. */
  private static void write(BenchmarkSettings settings, List<String> results) throws IOException {
    Path file = settings.directory().resolve("benchmarks.md");
    List<String> page = new ArrayList<>();
    page.add(method());
    page.add("Measured on %s, on %s.".formatted(LocalDate.now(ZoneOffset.UTC), Machine.describe()));
    page.add("");
    page.addAll(results);
    Files.writeString(file, String.join("\n", page) + "\n");
    Progress.say("Wrote %s", file);
  }

  private static String method() throws IOException {
    try (InputStream resource = Benchmark.class.getResourceAsStream("/benchmark-method.md")) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
