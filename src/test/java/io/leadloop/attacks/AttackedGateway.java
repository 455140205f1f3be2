package io.leadloop.attacks;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.faults.Installation;
import io.leadloop.testing.EnvironmentVariables;
import io.leadloop.testing.PackagedGateway;
import io.leadloop.testing.Vitals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/** An installation with one gateway, which has little memory and is replaced when it has ended. */
final class AttackedGateway implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(AttackedGateway.class);
  private static final String JVM = "-Xmx400m -XX:+ExitOnOutOfMemoryError -Djava.io.tmpdir=";
  private static final String OUT_OF_MEMORY = "java.lang.OutOfMemoryError";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration HEAP_POLL = Duration.ofSeconds(2);

  /** By how much live heap may differ before and after an attack. */
  private static final long MORE_HEAP_BYTES = 32 << 20;

  private static final int TAIL = 4_000;

  private final Path temporary;
  private final Installation installation;

  private AttackedGateway(Path temporary, Installation installation) {
    this.temporary = temporary;
    this.installation = installation;
  }

  /**
   * Starts it, with its data below the directory, behind a proxy that it trusts on loopback.
   *
   * @param issuer whose tokens it takes
   */
  static AttackedGateway start(Path directory, String issuer) throws IOException {
    Path temporary = Files.createDirectory(directory.resolve("temporary"));
    Map<String, String> settings =
        new HashMap<>(
            EnvironmentVariables.of(
                Map.of(
                    "leadloop.access.oidc.issuer", issuer,
                    "quarkus.http.proxy.proxy-address-forwarding", "true",
                    "quarkus.http.proxy.allow-x-forwarded", "true",
                    "quarkus.http.proxy.trusted-proxies", "127.0.0.1")));
    settings.put("JDK_JAVA_OPTIONS", JVM + temporary);
    return new AttackedGateway(
        temporary, Installation.start(directory, directory.resolve("servers"), 1, settings));
  }

  Installation installation() {
    return installation;
  }

  String url() {
    return process().url();
  }

  /**
   * Whether it runs as it should: an error that stops one of its threads may leave it half alive.
   */
  boolean isWell() {
    return process().isAlive() && !process().output().contains(OUT_OF_MEMORY);
  }

  /** Another one takes its place if it has ended, as a platform would see to. */
  void restartIfEnded() {
    if (!isWell()) {
      String output = process().output();
      LOG.warnf(
          "the gateway had ended, and is started again:%n%s",
          output.substring(Math.max(0, output.length() - TAIL)));
      restart();
    }
  }

  void restart() {
    PackagedGateway old = process();
    old.kill();
    installation.forget(old);
    installation.startGateway();
  }

  /** In bytes, after a full collection. */
  long liveHeap() {
    return Vitals.liveHeapBytes(process().pid());
  }

  /** The same once it is about what it was before. */
  long liveHeapAfterwards(long before) {
    long[] after = {0};
    await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(HEAP_POLL)
        .untilAsserted(
            () -> {
              after[0] = liveHeap();
              assertThat(after[0]).as("live heap").isLessThan(before + MORE_HEAP_BYTES);
            });
    return after[0];
  }

  /** How many of its metrics' series have names that begin so. */
  long series(String prefix) {
    return given()
        .get(process().managementUrl() + "/q/metrics")
        .then()
        .statusCode(200)
        .extract()
        .asString()
        .lines()
        .filter(line -> line.startsWith(prefix))
        .count();
  }

  /** How many transactions the database has ended; it counts them once a second. */
  long transactions() {
    return installation.count(
        "select xact_commit + xact_rollback from pg_stat_database where datname = current_database()");
  }

  /** The directory of its temporary files. */
  Path temporary() {
    return temporary;
  }

  private PackagedGateway process() {
    return installation.gateways().get(0);
  }

  @Override
  public void close() {
    installation.close();
  }
}
