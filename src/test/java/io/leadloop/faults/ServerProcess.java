package io.leadloop.faults;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A server in a process of its own, which can be killed. It ends with the one that started it. */
final class ServerProcess implements AutoCloseable {
  private static final Duration START_WITHIN = Duration.ofSeconds(60);

  private final Process process;
  private final Path output;
  private final String ready;

  private ServerProcess(Process process, Path output, String ready) {
    this.process = process;
    this.output = output;
    this.ready = ready;
  }

  /**
   * Starts it, and returns when it is ready.
   *
   * @param directory where its output is kept
   * @param main its main class, which ends at the end of its input
   * @param ready what the line begins with that it prints then
   */
  static ServerProcess start(Path directory, Class<?> main, String ready, List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(arguments);
    try {
      Path output = Files.createTempFile(directory, main.getSimpleName(), ".log");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      ServerProcess started = new ServerProcess(process, output, ready);
      await().atMost(START_WITHIN).until(() -> started.output().contains(ready));
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it said of itself when it was ready. */
  String announcement() {
    return output()
        .lines()
        .filter(line -> line.startsWith(ready))
        .map(line -> line.substring(ready.length()))
        .findFirst()
        .orElseThrow();
  }

  private String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it as a power cut would. */
  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
