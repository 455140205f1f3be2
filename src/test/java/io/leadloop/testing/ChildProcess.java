package io.leadloop.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Java child process with its output in a file; it ends with its parent. */
public final class ChildProcess implements AutoCloseable {
  /**
   * Only warnings are logged. Outside Quarkus every level would be enabled, and Kafka's broker
   * would format each trace of each request.
   */
  private static final String WARNINGS_ONLY =
      "-Dlogging.initial-configurator.min-level=" + Level.WARNING.intValue();

  private static final Duration START_WITHIN = Duration.ofMinutes(4);
  private static final Duration STOP_WITHIN = Duration.ofMinutes(2);
  private static final long LOOK_EVERY_MILLIS = 100;

  private final Process process;
  private final Path output;

  private ChildProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * Starts a class of this class path, which must exit at the end of its input.
   *
   * @param options of its JVM
   * @param arguments the program's arguments
   */
  public static ChildProcess main(
      List<String> options, Class<?> main, List<String> arguments, Path directory) {
    return main(options, main, arguments, directory, main.getSimpleName());
  }

  /**
   * The same for one of several of a class.
   *
   * @param name the output file's name without {@code .log}
   */
  public static ChildProcess main(
      List<String> options, Class<?> main, List<String> arguments, Path directory, String name) {
    List<String> all = new ArrayList<>(options);
    all.addAll(
        List.of(WARNINGS_ONLY, "-cp", System.getProperty("java.class.path"), main.getName()));
    all.addAll(arguments);
    return java(all, Map.of(), directory, name);
  }

  /**
   * @param arguments the arguments of {@code java}
   * @param environment additions to this process' environment
   * @param name the output file's name without {@code .log}
   */
  public static ChildProcess java(
      List<String> arguments, Map<String, String> environment, Path directory, String name) {
    List<String> command = new ArrayList<>();
    command.add(jdk("java"));
    command.addAll(arguments);
    Path output = directory.resolve(name + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(key -> key.matches("(LEADLOOP|KAFKA|QUARKUS)_.*"));
    builder.environment().putAll(environment);
    try {
      return new ChildProcess(builder.start(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A program of the JDK that runs this. */
  public static String jdk(String program) {
    return Path.of(System.getProperty("java.home"), "bin", program).toString();
  }

  public long pid() {
    return process.pid();
  }

  /**
   * Waits for output that matches the pattern and returns the groups.
   *
   * @throws IllegalStateException on time-out or interruption
   */
  public Matcher awaitOutput(Pattern form) {
    long deadline = System.nanoTime() + START_WITHIN.toNanos();
    while (System.nanoTime() < deadline && process.isAlive()) {
      Matcher found = form.matcher(output());
      if (found.find()) {
        return found;
      }
      pause();
    }
    throw new IllegalStateException("It did not start:\n" + output());
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kills it, like a power cut. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Stops it, by force after a time-out. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
