package io.leadloop.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.simulator.CallbackKind;
import io.leadloop.simulator.FaultAction;
import io.leadloop.simulator.FaultRule;
import io.leadloop.simulator.FaultTarget;
import io.leadloop.testing.PackagedGateway;
import io.leadloop.testing.Vitals;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promises attacked on purpose, under a load of leads whose way is known at every station.
 * After each scenario the {@link Books} have to balance. What is chosen at random follows from a
 * seed that is printed, and can be given again as {@code -Dfaults.seed}.
 */
class FaultsIT {
  private static final Logger LOG = Logger.getLogger(FaultsIT.class);
  private static final Duration CALM = Duration.ofSeconds(3);
  private static final Duration OUTAGE = Duration.ofSeconds(30);
  private static final int KILLS = 20;
  private static final int RECONNECTS = 100;

  @TempDir static Path directory;
  private static final FaultReport REPORT = new FaultReport("scenarios");
  private static Installation installation;

  private final long seed = Long.getLong("faults.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final long began = System.nanoTime();

  @BeforeAll
  static void start() {
    installation = Installation.start(directory, 2);
  }

  @AfterAll
  static void stop() throws IOException {
    REPORT.write();
    if (installation != null) {
      installation.close();
    }
  }

  /** The short form of all of them, which belongs to every build. */
  @Test
  void aGatewayTheBrokerAndTheDatabaseAreKilledOnce() throws InterruptedException {
    Load load = underLoad("one kill of each");
    killAndReplace();
    installation.broker().kill();
    pause(CALM);
    installation.broker().start();
    pause(CALM);
    installation.killDatabase();
    pause(CALM);
    installation.startDatabase();
    settle("One gateway, the broker and PostgreSQL killed, one after the other", load);
  }

  @Test
  @Tag("long")
  void aGatewayIsKilledTwentyTimes() throws InterruptedException {
    Load load = underLoad("twenty kills");
    for (int kill = 0; kill < KILLS; kill++) {
      pause(Duration.ofMillis(random.nextInt(1_500)));
      killAndReplace();
    }
    settle("A gateway of two killed, twenty times", load);
  }

  private void killAndReplace() {
    List<PackagedGateway> gateways = installation.gateways();
    PackagedGateway victim = gateways.get(random.nextInt(gateways.size()));
    victim.kill();
    installation.forget(victim);
    installation.startGateway();
  }

  @Test
  @Tag("long")
  void theDatabaseIsKilledForHalfAMinute() throws InterruptedException {
    Load load = underLoad("database away");
    installation.killDatabase();
    long since = System.nanoTime();
    pause(OUTAGE);
    assertCallbacksWereTakenSince(since);
    installation.startDatabase();
    settle("PostgreSQL killed, and away for 30 s", load);
  }

  @Test
  @Tag("long")
  void theBrokerIsKilledForHalfAMinute() throws InterruptedException {
    Load load = underLoad("broker away");
    installation.broker().kill();
    long since = System.nanoTime();
    pause(OUTAGE);
    assertCallbacksWereTakenSince(since);
    installation.broker().start();
    settle("The broker killed, and away for 30 s", load);
    assertThat(load.mostAttempts()).as("intake goes on without Kafka").isEqualTo(1);
  }

  /** Promise 3: with one of the two stores alive Oplead is never refused. */
  private void assertCallbacksWereTakenSince(long nanos) {
    assertThat(installation.oplead().ledger().callbacks())
        .filteredOn(callback -> callback.kind() == CallbackKind.WEBHOOK)
        .filteredOn(callback -> callback.sent().nanos() > nanos)
        .hasSizeGreaterThan(Load.RATE)
        .allSatisfy(callback -> assertThat(callback.status()).isEqualTo(200));
  }

  @Test
  @Tag("long")
  void theDatabaseAndTheBrokerAreKilledTogether() throws InterruptedException {
    Load load = underLoad("both away");
    installation.broker().kill();
    installation.killDatabase();
    pause(OUTAGE);
    installation.startDatabase();
    pause(CALM);
    installation.broker().start();
    settle("PostgreSQL and the broker killed, and away for 30 s", load);
  }

  @Test
  @Tag("long")
  void theNetworkIsSlow() throws InterruptedException {
    Load load = underLoad("slow network");
    for (Proxy proxy : network()) {
      proxy.slow(20 + random.nextInt(60));
      pause(CALM.multipliedBy(2));
      proxy.heal();
    }
    settle("A slow network, to each peer in turn", load);
  }

  @Test
  @Tag("long")
  void theNetworkIsCut() throws InterruptedException {
    Load load = underLoad("cut network");
    for (int i = 0; i < 2; i++) {
      for (Proxy proxy : network()) {
        proxy.cut();
        pause(Duration.ofMillis(500 + random.nextInt(4_000)));
        proxy.heal();
        pause(Duration.ofMillis(random.nextInt(1_000)));
      }
    }
    settle("A network that is cut, to each peer in turn, twice", load);
  }

  @Test
  @Tag("long")
  void theNetworkIsSilent() throws InterruptedException {
    Load load = underLoad("half-open network");
    for (Proxy proxy : network()) {
      proxy.silence();
      pause(Duration.ofSeconds(12));
      proxy.breakAll();
      proxy.heal();
      pause(CALM);
    }
    settle("Half-open connections, to each peer in turn", load);
    assertThat(load.answers()).as("a silent database is given up").containsKey(503);
  }

  private static List<Proxy> network() {
    return List.of(
        installation.toDatabase(),
        installation.toBroker(),
        installation.toOplead(),
        installation.toGateways());
  }

  @Test
  @Tag("long")
  void opleadFailsInEveryWay() throws InterruptedException {
    Load load = underLoad("a failing Oplead");
    for (int i = 0; i < 120; i++) {
      fault(FaultTarget.CREATE, requestFault());
      fault(FaultTarget.CALLBACK, callbackFault());
      pause(Duration.ofMillis(random.nextInt(400)));
    }
    // A token that is refused in the middle, until an administrator gives it again.
    String customer = installation.tokens().keySet().iterator().next();
    String token = installation.tokens().get(customer);
    installation.oplead().fault(token, FaultRule.always(FaultTarget.ANY, answer(401)));
    pause(CALM);
    installation.oplead().clearFaults(token);
    installation.giveTokenAgain(customer);
    pause(CALM);
    installation.tokens().values().forEach(installation.oplead()::clearFaults);
    Books.Balance balance = settle("Oplead fails in every way that can be scripted", load);
    assertThat(balance.of("rejected")).isPositive();
    assertThat(balance.of("held")).isZero();
  }

  private void fault(FaultTarget target, FaultAction action) {
    List<String> tokens = List.copyOf(installation.tokens().values());
    installation
        .oplead()
        .fault(tokens.get(random.nextInt(tokens.size())), FaultRule.once(target, action));
  }

  private FaultAction requestFault() {
    return List.of(
            answer(500),
            answer(502),
            answer(429),
            answer(422),
            new FaultAction.AnswerWith(429, Optional.of("1"), Optional.empty()),
            new FaultAction.AnswerWith(503, Optional.of("1"), Optional.empty()),
            new FaultAction.AnswerWith(200, Optional.empty(), Optional.of("<html>not JSON")),
            new FaultAction.AnswerWith(500, Optional.empty(), Optional.of("x".repeat(10 << 20))),
            new FaultAction.Delay(Duration.ofSeconds(7)),
            new FaultAction.LoseAnswer(),
            new FaultAction.Drop())
        .get(random.nextInt(11));
  }

  private FaultAction callbackFault() {
    return List.of(
            new FaultAction.Repeat(2),
            new FaultAction.Early(),
            new FaultAction.Delay(Duration.ofMillis(1 + random.nextInt(3_000))),
            new FaultAction.Forge(),
            new FaultAction.Silence())
        .get(random.nextInt(5));
  }

  private static FaultAction answer(int status) {
    return new FaultAction.AnswerWith(status);
  }

  @Test
  @Tag("long")
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

  @Test
  @Tag("long")
  void connectionsBreakAHundredTimes() throws InterruptedException {
    Load load = underLoad("reconnects");
    reconnect(RECONNECTS / 4);
    PackagedGateway gateway = installation.gateways().get(0);
    pause(CALM.multipliedBy(2));
    Vitals before = Vitals.of(gateway.pid());
    long heapBefore = Vitals.liveHeapBytes(gateway.pid());
    reconnect(RECONNECTS);
    pause(CALM.multipliedBy(2));
    Vitals after = Vitals.of(gateway.pid());
    long heapAfter = Vitals.liveHeapBytes(gateway.pid());
    LOG.infof("before %s heap=%d, after %s heap=%d", before, heapBefore, after, heapAfter);
    settle("Connections to PostgreSQL and the broker broken, a hundred times each", load);
    assertThat(after.threads()).as("threads").isLessThanOrEqualTo(before.threads() + 5);
    assertThat(after.files()).as("open files").isLessThanOrEqualTo(before.files() + 30);
    assertThat(heapAfter).as("live heap").isLessThan(heapBefore + (8 << 20));
  }

  private void reconnect(int times) {
    for (int i = 0; i < times; i++) {
      installation.toDatabase().breakAll();
      installation.toBroker().breakAll();
      pause(Duration.ofMillis(200 + random.nextInt(300)));
    }
  }

  private Load underLoad(String scenario) {
    LOG.infof("%s: -Dfaults.seed=%d", scenario, seed);
    Load load = new Load(installation, seed).start();
    pause(CALM);
    return load;
  }

  private Books.Balance settle(String scenario, Load load) throws InterruptedException {
    pause(CALM);
    load.stop();
    Books.Balance balance = Books.balance(installation, load);
    Duration lasted = Duration.ofNanos(System.nanoTime() - began);
    LOG.infof("%s: %s answers=%s longest=%s", scenario, balance, load.answers(), load.longest());
    REPORT.add(scenario, seed, lasted, load, balance);
    return balance;
  }

  private static void pause(Duration time) {
    await().pollDelay(time).atMost(time.plusMinutes(1)).until(() -> true);
  }
}
