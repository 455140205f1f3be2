package io.leadloop.lean;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The directory that the image holds: the package without embedded servers, the arguments of {@code
 * java} that start it, and the AOT caches of the gateway and of the command line.
 */
record LeanApplication(Path directory) {
  private static final String ARGUMENTS = "java.args";

  /** The Java that the application will run on, where it is not the one that builds it. */
  private static final String JAVA_HOME = "APPLICATION_JAVA_HOME";

  /** As the build left it. */
  static LeanApplication built() {
    return new LeanApplication(Path.of(System.getProperty("lean.application")).toAbsolutePath());
  }

  /**
   * Sets all files' times to whole seconds. The AOT cache is of no use once a jar's time differs
   * from the one that it was made with, and some builders of images round times.
   */
  void useWholeSeconds() {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Instant time = Files.getLastModifiedTime(file).toInstant();
        Files.setLastModifiedTime(file, FileTime.from(time.truncatedTo(ChronoUnit.SECONDS)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copies it with its files' times, as in the image. */
  LeanApplication copyTo(Path target) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path copy = target.resolve(directory.relativize(file).toString());
        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
      }
      return new LeanApplication(target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the settings to a file next to the start script, as installations do. */
  void configure(Map<String, String> settings) {
    Properties lines = new Properties();
    lines.putAll(settings);
    try {
      Path file = Files.createDirectory(directory.resolve("config"));
      try (Writer writer = Files.newBufferedWriter(file.resolve("application.properties"))) {
        lines.store(writer, null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it by the command of the image. */
  RunningApplication start(Map<String, String> environment, Path log) {
    return RunningApplication.start(List.of(java(), "@" + ARGUMENTS), directory, environment, log);
  }

  /** Starts it so that it makes the AOT cache when it ends, and is the same otherwise. */
  RunningApplication startTraining(Map<String, String> environment, Path log) {
    List<String> command = new ArrayList<>();
    command.add(java());
    for (String argument : arguments()) {
      command.add(argument.replace("-XX:AOTCache=", "-XX:AOTCacheOutput="));
    }
    return RunningApplication.start(command, directory, environment, log);
  }

  /**
   * Runs a command and makes the cache that {@code deploy/leadloop} uses in the image. An absolute
   * path of the jar, unlike a relative one, may be another when the cache is used.
   */
  void trainCommandLine(Map<String, String> environment) {
    ProcessBuilder command =
        new ProcessBuilder(
                java(),
                "-XX:AOTCacheOutput=" + directory.resolve("command.aot"),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                directory.resolve("quarkus-run.jar").toString(),
                "customer",
                "list")
            .inheritIO();
    command.environment().putAll(environment);
    try {
      int status = command.start().waitFor();
      if (status != 0) {
        throw new IllegalStateException("The command line ended with " + status);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private List<String> arguments() {
    try {
      return Files.readAllLines(directory.resolve(ARGUMENTS));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String java() {
    return Path.of(javaHome(), "bin", "java").toString();
  }

  /** Of the Java that it runs on. */
  static String javaHome() {
    return Optional.ofNullable(System.getenv(JAVA_HOME)).orElse(System.getProperty("java.home"));
  }
}
