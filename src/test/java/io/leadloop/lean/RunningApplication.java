package io.leadloop.lean;

import static org.awaitility.Awaitility.await;

import io.leadloop.embedded.LoopbackPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The application as a process of its own, on free ports, with what it prints in a file. */
final class RunningApplication implements AutoCloseable {
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);
  private static final Duration READY_WITHIN = Duration.ofMinutes(5);

  /** Making the AOT cache is a part of it. */
  private static final Duration ENDED_WITHIN = Duration.ofMinutes(5);

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final Path log;
  private final int port;
  private final int managementPort;

  private RunningApplication(Process process, Path log, int port, int managementPort) {
    this.process = process;
    this.log = log;
    this.port = port;
    this.managementPort = managementPort;
  }

  static RunningApplication start(
      List<String> command, Path directory, Map<String, String> environment, Path log) {
    int port = LoopbackPort.free();
    int managementPort = LoopbackPort.free();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().keySet().removeIf(key -> key.matches("(LEADLOOP|KAFKA|QUARKUS)_.*"));
    builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
    builder.environment().put("QUARKUS_MANAGEMENT_PORT", Integer.toString(managementPort));
    builder.environment().put("LEADLOOP_PUBLIC_URL", "http://localhost:" + port);
    builder.environment().putAll(environment);
    try {
      return new RunningApplication(builder.start(), log, port, managementPort);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://localhost:" + port;
  }

  long pid() {
    return process.pid();
  }

  void awaitReady() {
    await()
        .pollInterval(LOOK_EVERY)
        .atMost(READY_WITHIN)
        .failFast(this::failWhenEnded)
        .until(this::isReady);
  }

  private boolean isReady() throws InterruptedException {
    URI ready = URI.create("http://localhost:" + managementPort + "/q/health/ready");
    try {
      HttpRequest request = HttpRequest.newBuilder(ready).build();
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private void failWhenEnded() {
    if (!process.isAlive()) {
      throw new AssertionError("it ended\n" + log());
    }
  }

  /** All that it has printed. */
  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks it to end, as Kubernetes would, and returns its exit status. */
  int end() {
    process.destroy();
    try {
      if (!process.waitFor(ENDED_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("it did not end\n" + log());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
