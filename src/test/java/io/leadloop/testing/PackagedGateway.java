package io.leadloop.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.leadloop.embedded.LoopbackPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The packaged application as a separate process on free ports: the demo with its data in the
 * test's directory, or a replica on the test's servers.
 */
public final class PackagedGateway implements AutoCloseable {
  private static final Duration START_WITHIN = Duration.ofMinutes(4);
  private static final Duration STOP_WITHIN = Duration.ofMinutes(2);

  private final Process process;
  private final Path directory;
  private final Path output;
  private final int port;
  private final int managementPort;
  private final String lastPrinted;

  private PackagedGateway(
      Process process,
      Path directory,
      Path output,
      int port,
      int managementPort,
      String lastPrinted) {
    this.process = process;
    this.directory = directory;
    this.output = output;
    this.port = port;
    this.managementPort = managementPort;
    this.lastPrinted = lastPrinted;
  }

  /**
   * @param directory its working and data directory
   * @param settings environment variables, for example {@code LEADLOOP_SIMULATOR_STATUS_DELAY}
   */
  public static PackagedGateway startDemo(Path directory, Map<String, String> settings) {
    return started(launchDemo(directory, settings));
  }

  /** The same without waiting for it; {@link #awaitStart} does. */
  public static PackagedGateway launchDemo(Path directory, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("LEADLOOP_DEMO", "true");
    return launch(directory, all, "Leadloop demo");
  }

  /**
   * Starts a stateless replica.
   *
   * @param directory its working directory
   * @param settings environment variables, including the addresses of its servers
   */
  public static PackagedGateway startReplica(Path directory, Map<String, String> settings) {
    return started(launchReplica(directory, settings));
  }

  /** The same without waiting for it; {@link #awaitStart} does. */
  public static PackagedGateway launchReplica(Path directory, Map<String, String> settings) {
    return launch(directory, settings, "");
  }

  private static PackagedGateway started(PackagedGateway gateway) {
    gateway.awaitStart();
    return gateway;
  }

  private static PackagedGateway launch(
      Path directory, Map<String, String> settings, String lastPrinted) {
    try {
      int port = LoopbackPort.free();
      int managementPort = LoopbackPort.free();
      Path output = Files.createTempFile(directory, "gateway-", ".log");
      ProcessBuilder builder =
          new ProcessBuilder(PackagedJar.command())
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      Map<String, String> environment = builder.environment();
      environment.keySet().removeIf(key -> key.startsWith("LEADLOOP_") || key.startsWith("KAFKA_"));
      environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
      environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(managementPort));
      environment.putAll(settings);
      return new PackagedGateway(
          builder.start(), directory, output, port, managementPort, lastPrinted);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it accepts requests. */
  public void awaitStart() {
    await()
        .atMost(START_WITHIN)
        .failFast(this::failWhenEnded)
        .until(() -> output().contains("Listening on:") && output().contains(lastPrinted));
  }

  /** The id of its process. */
  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public String url() {
    return "http://localhost:" + port;
  }

  /** The URL of health and metrics. */
  public String managementUrl() {
    return "http://localhost:" + managementPort;
  }

  /** The demo provider's key, as printed. */
  public String key() {
    return printed("its key\\s+(\\S+)");
  }

  /** The demo customer's slug, as printed. */
  public String customer() {
    return printed("customer\\s+(\\S+)");
  }

  /** The demo administrator's key, as printed. */
  public String administratorKey() {
    return printed("administrator\\s+(\\S+)");
  }

  /** The demo provider's topic, as printed. */
  public String topic() {
    return printed("its topic\\s+(\\S+)");
  }

  /** The address of the demo provider's simulated receiver of pushed events, as printed. */
  public String receiver() {
    return printed("its receiver\\s+(\\S+)");
  }

  /** The address of the demo's simulated Oplead, as printed. */
  public String oplead() {
    return printed("simulated Oplead\\s+(\\S+)");
  }

  /** Its token, as printed. */
  public String opleadToken() {
    return printed("its token\\s+(\\S+)");
  }

  /** The demo provider's account at Kafka, as printed. */
  public Map<String, Object> providersKafka() {
    return KafkaLogin.of(
        bootstrapServers(), printed("its Kafka user\\s+(\\S+)"), printed("its password\\s+(\\S+)"));
  }

  /** The gateway's own account at its embedded broker. */
  public Map<String, Object> ownKafka() {
    try {
      Path password = directory.resolve(".leadloop").resolve("kafka").resolve("password");
      return KafkaLogin.of(bootstrapServers(), "leadloop", Files.readString(password));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String bootstrapServers() {
    return printed("its topic\\s+\\S+ on (\\S+)");
  }

  /** Its whole output. */
  public String output() {
    return read(output);
  }

  private static String read(Path output) {
    try {
      return Files.readString(output, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The output of each that was started in the directory. */
  public static Stream<String> outputs(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().matches("gateway-.*\\.log"))
          .map(PackagedGateway::read)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its live child processes, including PostgreSQL. */
  public List<ProcessHandle> descendants() {
    try (Stream<ProcessHandle> alive = process.descendants()) {
      return alive.toList();
    }
  }

  /** Stops it with SIGTERM and waits. */
  public void stop() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("did not stop within " + STOP_WITHIN + "\n" + output());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Sends SIGTERM and returns the exit status, or fails if it is not there in time. */
  public int terminate(Duration within) {
    process.destroy();
    return awaitEnd(within);
  }

  /** The exit status of a process that ends by itself. */
  public int awaitEnd(Duration within) {
    try {
      if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("did not end within " + within + "\n" + output());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Kills it, like a power cut. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      stop();
    }
  }

  private void failWhenEnded() {
    if (!process.isAlive()) {
      throw new AssertionError("it ended\n" + output());
    }
  }

  private String printed(String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(output());
    if (!matcher.find()) {
      throw new AssertionError("not printed: " + pattern + "\n" + output());
    }
    return matcher.group(1);
  }
}
