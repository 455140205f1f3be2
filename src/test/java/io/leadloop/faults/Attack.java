package io.leadloop.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.testing.PackagedGateway;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * A fault scenario under a load of leads that are tracked at every stage. After each scenario the
 * {@link Books} must balance. A subclass starts the installation before all its scenarios. Random
 * choices depend on a printed seed, which can be set with {@code -Dfaults.seed}.
 */
abstract class Attack {
  static final Logger LOG = Logger.getLogger(Attack.class);
  static final Duration CALM = Duration.ofSeconds(3);

  @TempDir static Path directory;
  static Installation installation;
  private static FaultReport report;

  final long seed = Long.getLong("faults.seed", System.nanoTime());
  final Random random = new Random(seed);
  private final long began = System.nanoTime();
  private Load load;

  @BeforeAll
  static void openReport(TestInfo test) {
    report = new FaultReport(test.getTestClass().orElseThrow().getSimpleName());
  }

  @AfterAll
  static void stop() throws IOException {
    report.write();
    if (installation != null) {
      installation.close();
    }
  }

  /** A scenario that failed must not fail the next one. */
  @AfterEach
  void endLoad() throws InterruptedException {
    if (load != null) {
      load.stop();
    }
  }

  final Load underLoad(String scenario) {
    return underLoad(scenario, Load.LONGEST_CALL);
  }

  /** The same with another time after which a provider takes a call for lost. */
  final Load underLoad(String scenario, Duration longestCall) {
    LOG.infof("%s: -Dfaults.seed=%d", scenario, seed);
    load = new Load(installation, seed, longestCall).start();
    pause(CALM);
    return load;
  }

  /** Ends the load, waits until everything is settled, and fails unless all is reported. */
  final Books.Balance settle(String scenario, Load load) throws InterruptedException {
    pause(CALM);
    load.stop();
    Books.Balance balance = balance(scenario, load);
    Duration lasted = Duration.ofNanos(System.nanoTime() - began);
    LOG.infof("%s: %s answers=%s longest=%s", scenario, balance, load.answers(), load.longest());
    report.add(scenario, seed, lasted, load, balance);
    return balance;
  }

  /** The gateways' logs go with the directory, and explain why books do not balance. */
  private static Books.Balance balance(String scenario, Load load) {
    try {
      return Books.balance(installation, load);
    } catch (RuntimeException | AssertionError e) {
      installation
          .gateways()
          .forEach(gateway -> LOG.errorf("%s, a gateway's log:%n%s", scenario, gateway.output()));
      throw e;
    }
  }

  /** How many callbacks to leads' own addresses there were. */
  static int callbacks() {
    return installation.oplead().callbacks().size();
  }

  static List<OpleadMain.Callback> callbacksAfter(int first) {
    List<OpleadMain.Callback> all = installation.oplead().callbacks();
    return all.subList(first, all.size());
  }

  /** Promise 3: with one of the two stores alive Oplead is never refused. */
  static void assertTaken(List<OpleadMain.Callback> callbacks) {
    assertThat(callbacks)
        .isNotEmpty()
        .allSatisfy(callback -> assertThat(callback.status()).isEqualTo(200));
  }

  /** Kills one of the gateways, and starts another. */
  final void killAndReplace() {
    List<PackagedGateway> gateways = installation.gateways();
    PackagedGateway victim = gateways.get(random.nextInt(gateways.size()));
    victim.kill();
    installation.forget(victim);
    installation.startGateway();
  }

  static void pause(Duration time) {
    await().pollDelay(time).atMost(time.plusMinutes(1)).until(() -> true);
  }
}
