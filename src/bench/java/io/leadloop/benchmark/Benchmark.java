package io.leadloop.benchmark;

import io.leadloop.benchmark.capacity.CapacityReport;
import io.leadloop.benchmark.capacity.ManyLanes;
import io.leadloop.benchmark.load.Generator;
import io.leadloop.benchmark.loop.LightLoad;
import io.leadloop.benchmark.loop.LightReport;
import io.leadloop.benchmark.loop.LoopReport;
import io.leadloop.benchmark.loop.WholeLoop;
import io.leadloop.benchmark.push.PushReport;
import io.leadloop.benchmark.push.PushResults;
import io.leadloop.benchmark.stage.BenchmarkSettings;
import io.leadloop.benchmark.stage.Machine;
import io.leadloop.benchmark.stage.Progress;
import io.leadloop.benchmark.stage.Stage;
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
  private final BenchmarkSettings settings;
  private final Stage stage;
  private final Generator generator;
  private final List<String> results = new ArrayList<>();

  private Benchmark(BenchmarkSettings settings, Stage stage, Generator generator) {
    this.settings = settings;
    this.stage = stage;
    this.generator = generator;
  }

  public static void main(String... args) throws Exception {
    Locale.setDefault(Locale.ROOT);
    BenchmarkSettings settings = BenchmarkSettings.fromSystemProperties();
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    try (Stage stage = new Stage(settings, vertx);
        Generator generator = new Generator(vertx, stage.servers())) {
      new Benchmark(settings, stage, generator).run();
    }
  }

  private void run() throws Exception {
    stage.train(target -> generator.submit(target, settings.load()));
    if (measures("intake")) {
      LoadResults loads = LoadResults.of(generator, stage, settings);
      Growth growth = Growth.run(generator, stage, settings);
      add(new Report(settings, loads, growth).write());
    }
    if (measures("callbacks")) {
      add(new CallbackReport(CallbackResults.of(generator, stage, settings)).write());
    }
    // The light load is compared with the loop's burst.
    if (measures("loop") || measures("light")) {
      WholeLoop loop = WholeLoop.run(generator, stage, settings);
      add(new LoopReport(loop).write());
      if (measures("light")) {
        add(new LightReport(LightLoad.run(generator, stage, settings), loop).write());
      }
    }
    if (measures("push")) {
      add(new PushReport(PushResults.of(generator, stage, settings)).write());
    }
    if (measures("lanes")) {
      add(new LaneReport(settings, LaneResults.of(generator, stage, settings)).write());
    }
    if (measures("capacity")) {
      add(new CapacityReport(ManyLanes.run(stage, settings)).write());
    }
  }

  private boolean measures(String part) {
    return settings.parts().contains(part);
  }

  /** Writes the page as far as it goes: a later part that fails takes nothing from this one. */
  private void add(List<String> part) throws IOException {
    results.addAll(part);
    results.add("");
    write();
  }

  private void write() throws IOException {
    Path file = settings.directory().resolve("benchmarks.md");
    List<String> page = new ArrayList<>();
    page.add(method());
    page.add("Measured on %s, on %s.".formatted(LocalDate.now(ZoneOffset.UTC), Machine.describe()));
    page.add("");
    page.addAll(results);
    page.remove(page.size() - 1);
    Files.writeString(file, String.join("\n", page) + "\n");
    Progress.say("Wrote %s", file);
  }

  private static String method() throws IOException {
    try (InputStream resource = Benchmark.class.getResourceAsStream("/benchmark-method.md")) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
