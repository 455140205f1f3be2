package io.leadloop.lean;

import io.leadloop.testing.ProviderClient;
import io.leadloop.testing.Vitals;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Start-up time of the image's application, with and without its AOT cache, and its memory with the
 * chart's limits; for sizing, enabled by {@code -Dlean.figures=true}.
 */
@EnabledIfSystemProperty(named = "lean.figures", matches = "true")
class LeanFiguresIT {
  private static final Logger LOG = Logger.getLogger(LeanFiguresIT.class);
  private static final int STARTS = 5;
  private static final int LEADS_PER_SECOND = 500;
  private static final int MOST_A_MINUTE = 1_000_000;
  private static final Duration LOAD = Duration.ofSeconds(60);
  private static final Duration SETTLED = Duration.ofSeconds(10);
  private static final double MIB = 1024 * 1024;
  private static final String CHARTS_MEMORY = "-XX:MaxRAM=768m";

  @TempDir Path directory;

  private final LeanApplication application = LeanApplication.built();
  private Surroundings surroundings;

  @Test
  void figures() throws IOException, InterruptedException {
    List<String> rows = new ArrayList<>(List.of("| What | Figure |", "|---|---|"));
    try (Surroundings started = new Surroundings(directory.resolve("servers"))) {
      surroundings = started;
      start(CHARTS_MEMORY, new ArrayList<>(), new ArrayList<>()); // it migrates the database
      measureStarts(rows);
      measureLoad(rows);
    }
    rows.add("| libraries | %.0f MiB |".formatted(size("lib") / MIB));
    rows.add("| AOT cache | %.0f MiB |".formatted(size("app.aot") / MIB));
    Files.write(Path.of("target", "lean-figures.md"), rows);
    rows.forEach(LOG::info);
  }

  private void measureStarts(List<String> rows) throws InterruptedException {
    List<Double> with = new ArrayList<>();
    List<Double> without = new ArrayList<>();
    List<Double> memoryWith = new ArrayList<>();
    List<Double> memoryWithout = new ArrayList<>();
    for (int i = 0; i < STARTS; i++) {
      start(CHARTS_MEMORY, with, memoryWith);
      start(CHARTS_MEMORY + " -XX:AOTMode=off", without, memoryWithout);
    }
    String row = "| %s, %d starts in turn: median, least, most | %.2f, %.2f, %.2f %s |";
    rows.add(
        row.formatted(
            "ready with the AOT cache", STARTS, median(with), least(with), most(with), "s"));
    rows.add(
        row.formatted(
            "ready without", STARTS, median(without), least(without), most(without), "s"));
    rows.add(
        row.formatted(
            "resident when idle, with it",
            STARTS,
            median(memoryWith),
            least(memoryWith),
            most(memoryWith),
            "MiB"));
    rows.add(
        row.formatted(
            "resident when idle, without",
            STARTS,
            median(memoryWithout),
            least(memoryWithout),
            most(memoryWithout),
            "MiB"));
  }

  private void start(String options, List<Double> seconds, List<Double> mib)
      throws InterruptedException {
    long began = System.nanoTime();
    try (RunningApplication running = run(options)) {
      running.awaitReady();
      seconds.add((System.nanoTime() - began) / 1e9);
      TimeUnit.NANOSECONDS.sleep(SETTLED.toNanos());
      mib.add(Vitals.of(running.pid()).residentBytes() / MIB);
    }
  }

  private RunningApplication run(String options) {
    Map<String, String> environment = new HashMap<>(surroundings.environment());
    environment.put("JAVA_TOOL_OPTIONS", options);
    return application.start(environment, directory.resolve("application.log"));
  }

  private void measureLoad(List<String> rows) throws IOException, InterruptedException {
    try (RunningApplication running = run(CHARTS_MEMORY)) {
      running.awaitReady();
      ProviderClient provider = new Journey(surroundings, running).onboard(MOST_A_MINUTE);
      AtomicInteger taken = new AtomicInteger();
      List<CompletableFuture<?>> calls = new ArrayList<>();
      double most = 0;
      long began = System.nanoTime();
      for (int i = 0; i < LEADS_PER_SECOND * LOAD.toSeconds(); i++) {
        long due = began + i * TimeUnit.SECONDS.toNanos(1) / LEADS_PER_SECOND;
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        calls.add(
            provider
                .submit(running.url(), "load-" + i, "Dupont")
                .thenAccept(answer -> taken.addAndGet(isTaken(answer))));
        if (i % LEADS_PER_SECOND == 0) {
          most = Math.max(most, Vitals.of(running.pid()).residentBytes() / MIB);
        }
      }
      calls.forEach(CompletableFuture::join);
      double seconds = (System.nanoTime() - began) / 1e9;
      rows.add(
          "| resident at %.0f leads/s taken, forwarded and called back, the most in %d s | %.0f MiB |"
              .formatted(taken.get() / seconds, LOAD.toSeconds(), most));
    }
  }

  private static int isTaken(HttpResponse<String> answer) {
    return answer.statusCode() == 202 ? 1 : 0;
  }

  private long size(String part) throws IOException {
    try (Stream<Path> files = Files.walk(application.directory().resolve(part))) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  private static double least(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  private static double most(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }
}
