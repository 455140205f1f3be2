package io.leadloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.embedded.LoopbackPort;
import io.leadloop.testing.PackagedGateway;
import io.leadloop.vault.ApiKey;
import io.leadloop.vault.KeysetFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM ends a gateway in each of its phases, and one that cannot start reports why. */
class StartAndEndIT {
  /** Generous for a machine that is busy; a wait for a server would last for ever. */
  private static final Duration SECONDS = Duration.ofSeconds(30);

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final int ENDED_BY_SIGTERM = 143;

  @TempDir Path directory;
  private final Map<String, String> settings = new HashMap<>();

  @BeforeEach
  void configure() {
    settings.put("LEADLOOP_VAULT_KEYSET", KeysetFile.in(directory).toString());
    settings.put("LEADLOOP_PUBLIC_URL", "http://localhost:1");
    settings.put("LEADLOOP_URL", "http://localhost:1"); // the command line's
    settings.put(
        "LEADLOOP_ADMIN_BOOTSTRAP_KEY", ApiKey.generate(ApiKey.Owner.ADMINISTRATOR).reveal());
    settings.put("KAFKA_BOOTSTRAP_SERVERS", "localhost:" + LoopbackPort.free());
  }

  @Test
  void wrongSettingsAreReportedBeforeAnythingIsStarted() throws IOException {
    settings.put("LEADLOOP_PUBIC_URL", "http://localhost:1");
    settings.put("LEADLOOP_LANE_WINDOW", "a minute");
    PackagedGateway gateway = PackagedGateway.launchReplica(directory, settings);
    assertThat(gateway.awaitEnd(PATIENCE)).isEqualTo(1);
    assertThat(gateway.output().lines().filter(line -> !line.startsWith("WARNING")))
        .containsExactly(
            "Leadloop cannot start. LEADLOOP_PUBIC_URL is not a setting; did you mean"
                + " LEADLOOP_PUBLIC_URL?",
            "leadloop.lane.window must be a duration such as PT30S or P7D.");
    assertThat(directory.resolve(".leadloop")).doesNotExist();
  }

  @Test
  void endsWhileItWaitsForPostgreSql() {
    int port = LoopbackPort.free();
    settings.put("QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://localhost:" + port + "/leadloop");
    PackagedGateway gateway = PackagedGateway.launchReplica(directory, settings);
    await()
        .atMost(PATIENCE)
        .until(() -> gateway.output().contains("waiting for PostgreSQL at localhost:" + port));
    assertThat(gateway.terminate(SECONDS)).isEqualTo(ENDED_BY_SIGTERM);
    assertThat(gateway.output().lines().filter(line -> line.contains("waiting for PostgreSQL")))
        .hasSize(1);
  }

  @Test
  void endsWhileItsMigrationsHang() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      settings.put(
          "QUARKUS_DATASOURCE_REACTIVE_URL",
          "postgresql://localhost:" + silent.getLocalPort() + "/leadloop");
      PackagedGateway gateway = PackagedGateway.launchReplica(directory, settings);
      // The first connection only looks whether PostgreSQL listens.
      try (Socket look = silent.accept();
          Socket migrations = silent.accept()) {
        assertThat(migrations.getInputStream().read()).isNotNegative();
        assertThat(gateway.terminate(SECONDS)).isEqualTo(ENDED_BY_SIGTERM);
        assertThat(look.isConnected()).isTrue();
      }
    }
  }

  @Test
  void endsWhileItsServersStartAndWhileItServesWithoutKafka() throws IOException {
    PackagedGateway first = PackagedGateway.launchReplica(directory, settings);
    Path data = directory.resolve(".leadloop").resolve("postgresql");
    await().atMost(PATIENCE).until(() -> Files.isDirectory(data));
    assertThat(first.terminate(SECONDS)).isEqualTo(ENDED_BY_SIGTERM);

    PackagedGateway serving = PackagedGateway.startReplica(directory, settings);
    ProcessHandle postgreSql = ProcessHandle.of(postmaster(data)).orElseThrow();
    assertThat(serving.terminate(SECONDS)).isEqualTo(ENDED_BY_SIGTERM);
    assertThat(serving.output())
        .contains("leadloop stopped in")
        .doesNotContain("did not end in time", "Error Occurred After Shutdown");
    await().atMost(SECONDS).until(() -> !postgreSql.isAlive());
  }

  /** A request on a connection that was cut instead would be lost. */
  @Test
  void drainsItsConnectionsBeforeItEnds() throws Exception {
    settings.put("QUARKUS_SHUTDOWN_DELAY", "15S");
    PackagedGateway gateway = PackagedGateway.startReplica(directory, settings);
    HttpClient client = HttpClient.newHttpClient();
    URI page = URI.create(gateway.url() + "/console/sign-in");
    HttpRequest request = HttpRequest.newBuilder(page).build();
    assertThat(connection(client, request)).isEmpty();
    CompletableFuture<Integer> end =
        CompletableFuture.supplyAsync(() -> gateway.terminate(PATIENCE));
    await().atMost(SECONDS).until(() -> connection(client, request).equals(Optional.of("close")));
    assertThat(end.get()).isEqualTo(ENDED_BY_SIGTERM);
  }

  private static Optional<String> connection(HttpClient client, HttpRequest request)
      throws IOException, InterruptedException {
    HttpResponse<Void> answer = client.send(request, HttpResponse.BodyHandlers.discarding());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.headers().firstValue("Connection");
  }

  private static long postmaster(Path postgreSql) throws IOException {
    Path file = postgreSql.resolve("data").resolve("postmaster.pid");
    return Long.parseLong(Files.readAllLines(file).get(0));
  }
}
