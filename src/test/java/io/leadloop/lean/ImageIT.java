package io.leadloop.lean;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.testing.TopicReader;
import io.leadloop.testing.Vitals;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The image with its settings and keyset mounted, and PostgreSQL, Kafka and Oplead outside of it.
 * {@code deploy/try-image} builds the image and runs this.
 */
@EnabledIfSystemProperty(named = "lean.image", matches = ".+")
class ImageIT {
  private static final int STARTS = 3;
  private static final Duration SETTLED = Duration.ofSeconds(10);
  private static final Duration ENDED_WITHIN = Duration.ofMinutes(1);
  private static final double MIB = 1024 * 1024;

  /** The chart's memory limit, and no start without the image's AOT cache. */
  private static final Map<String, String> OPTIONS =
      Map.of("JAVA_TOOL_OPTIONS", "-XX:MaxRAM=768m -XX:AOTMode=on");

  private static final String KEYSET = "leadloop.vault.keyset";

  @TempDir Path directory;

  @Test
  void startsAsItsUserAndTakesALeadToTheTopic() throws IOException, InterruptedException {
    List<String> rows = new ArrayList<>(List.of("| What | Figure |", "|---|---|"));
    try (Surroundings surroundings = new Surroundings(directory.resolve("servers"))) {
      mount(surroundings.settings());
      rows.add(measureStart(surroundings, "first start, with the migrations"));
      for (int i = 0; i < STARTS; i++) {
        rows.add(measureStart(null, "start"));
      }
    }
    Files.write(Path.of("target", "image-figures.md"), rows);
  }

  /** Settings and keyset as files that the image's user can read. */
  private void mount(Map<String, String> settings) throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.copy(Path.of(settings.get(KEYSET)), keyset(), StandardCopyOption.REPLACE_EXISTING);
    Files.setPosixFilePermissions(keyset(), PosixFilePermissions.fromString("rw-r--r--"));
    Properties lines = new Properties();
    lines.putAll(settings);
    lines.put(KEYSET, "/run/secrets/keyset.json");
    Files.createDirectory(config());
    try (Writer writer = Files.newBufferedWriter(config().resolve("application.properties"))) {
      lines.store(writer, null);
    }
  }

  private Path config() {
    return directory.resolve("config");
  }

  private Path keyset() {
    return directory.resolve("keyset.json");
  }

  private String measureStart(Surroundings surroundings, String what)
      throws IOException, InterruptedException {
    Path log = directory.resolve("image.log");
    List<String> command =
        List.of(System.getProperty("lean.image"), config().toString(), keyset().toString());
    try (RunningApplication running = RunningApplication.start(command, directory, OPTIONS, log)) {
      running.awaitReady();
      Instant ready = Instant.now();
      ProcessHandle java = java(running.pid());
      try {
        assertThat(user(java.pid())).isEqualTo(System.getProperty("lean.image.user"));
        double seconds =
            Duration.between(java.info().startInstant().orElseThrow(), ready).toMillis() / 1e3;
        TimeUnit.NANOSECONDS.sleep(SETTLED.toNanos());
        double resident = Vitals.of(java.pid()).residentBytes() / MIB;
        if (surroundings != null) {
          takeLeadToTopic(surroundings, running);
        }
        // What started it does not pass the signal on.
        java.destroy();
        await().atMost(ENDED_WITHIN).until(() -> !java.isAlive());
        assertThat(running.log()).contains("stopped in");
        return "| %s: ready after, resident when idle | %.1f s, %.0f MiB |"
            .formatted(what, seconds, resident);
      } finally {
        java.destroyForcibly();
      }
    }
  }

  private static void takeLeadToTopic(Surroundings surroundings, RunningApplication running)
      throws IOException {
    Journey journey = new Journey(surroundings, running);
    journey.take(1);
    try (TopicReader topic = journey.readTopic()) {
      assertThat(topic.readUntil(events -> events.size() >= 2))
          .extracting(event -> TopicReader.header(event, "ce_sequence"))
          .startsWith("1", "2");
    }
  }

  /** The gateway's own process, a descendant of the started one. */
  private static ProcessHandle java(long ancestor) {
    return ProcessHandle.of(ancestor)
        .orElseThrow()
        .descendants()
        .filter(process -> process.info().command().orElse("").endsWith("/java"))
        .findFirst()
        .orElseThrow();
  }

  private static String user(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"), UTF_8).stream()
        .filter(line -> line.startsWith("Uid:"))
        .map(line -> line.split("\\s+")[1])
        .findFirst()
        .orElseThrow();
  }
}
