package io.leadloop.faults;

import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Gateways are killed, and others take their place. */
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
}
