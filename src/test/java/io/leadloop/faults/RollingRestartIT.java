package io.leadloop.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.testing.PackagedGateway;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Gateways are asked to end, and others take their place, as in an upgrade. Oplead answers slowly,
 * so that each of them has calls in flight by then; all time-outs are so long that none elapses,
 * and no callback can settle a call whose answer was lost: it is sent again.
 */
@Tag("long")
class RollingRestartIT extends Attack {
  private static final long SLOW_MILLIS = 500;
  private static final Duration PATIENT = Duration.ofMinutes(1);

  private static final Map<String, String> TIME_OUTS =
      Map.of(
          "LEADLOOP_OPLEAD_CONNECT_TIMEOUT", "PT10S",
          "LEADLOOP_OPLEAD_READ_TIMEOUT", "PT30S",
          "LEADLOOP_OPLEAD_DOCUMENTS_TIMEOUT", "PT30S",
          "LEADLOOP_STORE_CONNECT_TIMEOUT", "PT30S",
          "LEADLOOP_STORE_SILENCE", "PT30S",
          "LEADLOOP_FORWARDING_LEASE", "PT1M",
          "LEADLOOP_FORWARDING_UNCERTAIN_WAIT", "PT0S");

  @BeforeAll
  static void start() {
    installation = Installation.start(directory, directory.resolve("servers"), 3, TIME_OUTS);
  }

  @Test
  void threeGatewaysAreReplacedOneByOne() throws InterruptedException {
    installation.toOplead().slow(SLOW_MILLIS);
    Load load = underLoad("rolling restart", PATIENT);
    for (PackagedGateway old : installation.gateways()) {
      installation.startGateway();
      old.stop();
      installation.forget(old);
      pause(CALM);
    }
    installation.toOplead().heal();
    requireNoneTwice(settle("Three gateways replaced one by one", load));
    assertThat(load.mostAttempts()).as("the client's one retry").isLessThanOrEqualTo(2);
  }

  /** The answers that came meanwhile are recorded once the database is back. */
  @Test
  void aGatewayIsStoppedWhileTheDatabaseIsAway() throws InterruptedException {
    installation.toOplead().slow(SLOW_MILLIS);
    Load load = underLoad("stop without the database", PATIENT);
    PackagedGateway old = installation.gateways().get(0);
    installation.toDatabase().cut();
    pause(CALM);
    CompletableFuture<Void> stop = CompletableFuture.runAsync(old::stop);
    pause(CALM);
    installation.toDatabase().heal();
    stop.join();
    assertThat(old.output()).contains("leadloop stopped in").doesNotContain("attempts in flight");
    installation.forget(old);
    installation.startGateway();
    installation.toOplead().heal();
    requireNoneTwice(settle("A gateway stopped while PostgreSQL is away for 6 s", load));
  }

  private static void requireNoneTwice(Books.Balance balance) {
    assertThat(balance.twice())
        .as("sent twice; the gateways wrote%n%s", installation.linesAbout(balance.twice()))
        .isEmpty();
  }
}
