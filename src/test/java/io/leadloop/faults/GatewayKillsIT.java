package io.leadloop.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.testing.PackagedGateway;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Gateways end, killed or asked to, and others take their place. */
@Tag("long")
class GatewayKillsIT extends Attack {
  private static final int KILLS = 20;

  @BeforeAll
  static void start() {
    installation = Installation.start(directory, 2);
  }

  @Test
  void aGatewayIsKilledTwentyTimes() throws InterruptedException {
    Load load = underLoad("twenty kills");
    for (int kill = 0; kill < KILLS; kill++) {
      pause(Duration.ofMillis(random.nextInt(1_500)));
      killAndReplace();
    }
    settle("A gateway of two killed, twenty times", load);
  }

  @Test
  void threeGatewaysAreReplacedOneByOne() throws InterruptedException {
    PackagedGateway third = installation.startGateway();
    Load load = underLoad("rolling restart");
    for (PackagedGateway old : installation.gateways()) {
      installation.startGateway();
      old.stop();
      installation.forget(old);
      pause(CALM);
    }
    installation.forget(third);
    Books.Balance balance = settle("Three gateways replaced one by one", load);
    assertThat(load.mostAttempts()).as("the client's one retry").isLessThanOrEqualTo(2);
    assertThat(balance.twice()).as("sent twice").isZero();
    installation.gateways().stream().skip(2).forEach(this::remove);
  }

  private void remove(PackagedGateway gateway) {
    installation.forget(gateway);
    gateway.stop();
  }
}
