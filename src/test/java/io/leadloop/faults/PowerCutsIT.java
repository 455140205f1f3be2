package io.leadloop.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * PostgreSQL, the broker and a gateway end as a power cut would end them, and come back. {@link
 * GatewayKillsIT} goes on with gateways; the two run side by side.
 */
@Tag("long")
class PowerCutsIT extends Attack {
  private static final Duration OUTAGE = Duration.ofSeconds(30);

  private static OneDatabase database;
  private static BrokerProcess broker;

  @BeforeAll
  static void start() {
    installation =
        Installation.start(
            directory,
            vertx -> database = OneDatabase.start(vertx, directory.resolve("servers")),
            vertx -> broker = BrokerProcess.start(vertx, directory),
            2,
            Map.of());
  }

  /**
   * What ends and comes back is the older of two versions, during an upgrade: the newer one has
   * migrated the database already.
   */
  @Test
  void newerVersionMigratesTheDatabaseUnderKills() throws InterruptedException {
    Load load = underLoad("a migration, and one kill of each");
    database.migrateOn();
    pause(CALM);
    killAndReplace();
    broker.kill();
    pause(CALM);
    broker.start();
    pause(CALM);
    database.kill();
    pause(CALM);
    database.restart();
    settle(
        "The database migrated by a newer version; then a gateway, the broker and PostgreSQL"
            + " killed",
        load);
  }

  @Test
  void theDatabaseIsKilledForHalfAMinute() throws InterruptedException {
    Load load = underLoad("database away");
    database.kill();
    int before = callbacks();
    pause(OUTAGE);
    List<OpleadMain.Callback> meanwhile = callbacksAfter(before);
    database.restart();
    settle("PostgreSQL killed, and away for 30 s", load);
    assertTaken(meanwhile);
  }

  @Test
  void theBrokerIsKilledForHalfAMinute() throws InterruptedException {
    Load load = underLoad("broker away");
    broker.kill();
    int before = callbacks();
    pause(OUTAGE);
    List<OpleadMain.Callback> meanwhile = callbacksAfter(before);
    broker.start();
    settle("The broker killed, and away for 30 s", load);
    assertTaken(meanwhile);
    assertThat(load.mostAttempts()).as("intake goes on without Kafka").isEqualTo(1);
  }

  @Test
  void theDatabaseAndTheBrokerAreKilledTogether() throws InterruptedException {
    Load load = underLoad("both away");
    broker.kill();
    database.kill();
    pause(OUTAGE);
    database.restart();
    pause(CALM);
    broker.start();
    settle("PostgreSQL and the broker killed, and away for 30 s", load);
  }
}
