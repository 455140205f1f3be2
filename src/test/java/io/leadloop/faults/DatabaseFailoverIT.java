package io.leadloop.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.testing.EnvironmentVariables;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The primary of PostgreSQL ends, falls silent or is set to read only, and its synchronous standby
 * is promoted. One gateway has the addresses of both servers, the other that of a proxy that leads
 * to the primary; neither is restarted.
 */
@Tag("long")
class DatabaseFailoverIT extends Attack {
  private static DatabasePair database;

  @BeforeAll
  static void start() {
    installation =
        Installation.start(
            directory,
            vertx -> database = DatabasePair.start(vertx, directory),
            vertx -> BrokerProcess.start(vertx, directory),
            1,
            Map.of());
    installation.startGateway(
        EnvironmentVariables.of(
            Map.of("quarkus.datasource.reactive.url", database.addressOfPrimary())));
  }

  @Test
  void thePrimaryIsKilled() throws InterruptedException {
    Load load = underLoad("the primary killed");
    int before = callbacks();
    database.kill();
    pause(someSeconds());
    database.promote();
    pause(CALM.multipliedBy(2));
    database.rebuild();
    List<OpleadMain.Callback> meanwhile = callbacksAfter(before);
    settle("The primary of PostgreSQL killed, and its standby promoted", load);
    assertTaken(meanwhile);
  }

  /** As when its machine is cut off from the gateways and still runs. */
  @Test
  void thePrimaryFallsSilent() throws InterruptedException {
    Load load = underLoad("the primary silent");
    int before = callbacks();
    database.silencePrimary();
    pause(someSeconds());
    database.promote();
    pause(CALM.multipliedBy(2));
    database.rebuild();
    database.heal();
    List<OpleadMain.Callback> meanwhile = callbacksAfter(before);
    settle("The primary of PostgreSQL silent, and its standby promoted", load);
    assertTaken(meanwhile);
  }

  /** The former primary stays up for a while, and keeps its connections. */
  @Test
  void thePrimaryIsSwitchedOver() throws InterruptedException {
    Load load = underLoad("a switch-over");
    int before = callbacks();
    database.fence();
    pause(someSeconds());
    database.promote();
    pause(CALM.multipliedBy(2));
    int served = load.accepted().size();
    pause(CALM);
    assertThat(load.accepted().size())
        .as("leads are taken while the former primary is up")
        .isGreaterThan(served);
    database.rebuild();
    List<OpleadMain.Callback> meanwhile = callbacksAfter(before);
    settle("The primary of PostgreSQL set to read only, and its standby promoted", load);
    assertTaken(meanwhile);
  }

  private Duration someSeconds() {
    return Duration.ofMillis(1_000 + random.nextInt(5_000));
  }
}
