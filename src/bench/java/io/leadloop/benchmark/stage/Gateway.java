package io.leadloop.benchmark.stage;

import io.leadloop.embedded.LoopbackPort;
import io.leadloop.testing.ChildProcess;
import io.leadloop.testing.EnvironmentVariables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The packaged gateway on a database of its own, a process that can be watched from outside. */
public final class Gateway implements AutoCloseable {
  private static final Pattern LISTENING = Pattern.compile("Listening on:");
  private static final String HEAP = "jvm_memory_used_bytes{area=\"heap\"";
  private static final Duration COLLECTED_WITHIN = Duration.ofSeconds(30);

  private final ChildProcess process;
  private final int port;
  private final URI metrics;
  private final double startSeconds;

  private Gateway(ChildProcess process, int port, int managementPort, double startSeconds) {
    this.process = process;
    this.port = port;
    this.startSeconds = startSeconds;
    this.metrics = URI.create("http://localhost:" + managementPort + "/q/metrics");
  }

  /**
   * @param settings tell where the package is and how its JVM is started
   * @param archive the option by which its JVM makes or uses a class archive
   * @param directory where it runs
   * @param kafka settings of the gateway, for example {@code kafka.sasl.mechanism}
   * @param keyset the vault's
   */
  static Gateway start(
      BenchmarkSettings settings,
      String archive,
      Path directory,
      Database database,
      Map<String, String> kafka,
      Path keyset) {
    int port = LoopbackPort.free();
    int managementPort = LoopbackPort.free();
    List<String> arguments = new ArrayList<>(settings.options());
    arguments.add(archive);
    arguments.add("-jar");
    arguments.add(settings.directory().resolve("quarkus-app/quarkus-run.jar").toString());
    Map<String, String> environment = new HashMap<>(EnvironmentVariables.of(kafka));
    environment.putAll(
        Map.ofEntries(
            Map.entry("QUARKUS_HTTP_HOST", "localhost"),
            Map.entry("QUARKUS_HTTP_PORT", Integer.toString(port)),
            Map.entry("QUARKUS_MANAGEMENT_PORT", Integer.toString(managementPort)),
            Map.entry("QUARKUS_DATASOURCE_REACTIVE_URL", database.url()),
            Map.entry("QUARKUS_DATASOURCE_USERNAME", database.owner()),
            Map.entry("QUARKUS_DATASOURCE_PASSWORD", database.password()),
            // Two databases are two installations: each reads its own feedback only.
            Map.entry("LEADLOOP_FEEDBACK_TOPIC", "feedback." + database.name()),
            Map.entry("LEADLOOP_FEEDBACK_CONSUMER_GROUP", database.name()),
            Map.entry("LEADLOOP_VAULT_KEYSET", keyset.toString()),
            Map.entry("LEADLOOP_PUBLIC_URL", "http://localhost:" + port),
            Map.entry("LEADLOOP_OPLEAD_ALLOW_PRIVATE_ADDRESSES", "true"),
            Map.entry("LEADLOOP_PUSH_ALLOW_PRIVATE_ADDRESSES", "true"),
            // Each thread's own arena of glibc would keep what it once held.
            Map.entry("MALLOC_ARENA_MAX", "2")));
    long begun = System.nanoTime();
    ChildProcess process =
        ChildProcess.java(arguments, environment, directory, "gateway-" + database.name());
    try {
      process.awaitOutput(LISTENING);
      return new Gateway(process, port, managementPort, (System.nanoTime() - begun) / 1e9);
    } catch (IllegalStateException e) {
      process.close();
      throw e;
    }
  }

  /** From the start of its process to when it listened. */
  public double startSeconds() {
    return startSeconds;
  }

  public int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  /** The bytes of its heap that are in use after a full collection. */
  public long liveHeap() throws InterruptedException {
    collect();
    return metrics()
        .filter(line -> line.startsWith(HEAP))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  private void collect() throws InterruptedException {
    try {
      new ProcessBuilder(ChildProcess.jdk("jcmd"), Long.toString(pid()), "GC.run")
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectErrorStream(true)
          .start()
          .waitFor(COLLECTED_WITHIN.toSeconds(), TimeUnit.SECONDS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Stream<String> metrics() throws InterruptedException {
    try {
      HttpRequest request = HttpRequest.newBuilder(metrics).header("Accept", "text/plain").build();
      return HttpClient.newHttpClient().send(request, BodyHandlers.ofLines()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
