package io.leadloop.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.testing.PackagedGateway;
import io.leadloop.testing.Vitals;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every peer of the gateways fails: the network to it is slow, cut or silent, or it is Oplead. */
class PeersIT extends Attack {
  private static final int RECONNECTS = 100;

  /** Longer than the gateways wait for their database or for Oplead. */
  private static final Duration SILENCE = Duration.ofSeconds(10);

  @BeforeAll
  static void start() {
    installation = Installation.start(directory, 2);
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
      pause(SILENCE);
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

  @Test
  @Tag("long")
  void opleadFailsInEveryWay() throws InterruptedException {
    Load load = underLoad("a failing Oplead");
    for (int i = 0; i < 120; i++) {
      fault("create", requestFault());
      fault("callback", callbackFault());
      if (i % 40 == 0) {
        installation.oplead().flood();
      }
      pause(Duration.ofMillis(random.nextInt(400)));
    }
    // A token that is refused in the middle, until an administrator gives it again.
    String customer = installation.tokens().keySet().iterator().next();
    String token = installation.tokens().get(customer);
    installation
        .oplead()
        .fault(token, Map.of("on", "any", "forever", true, "do", Map.of("answer", 401)));
    pause(CALM);
    installation.oplead().clearFaults(token);
    installation.giveTokenAgain(customer);
    pause(CALM);
    installation.tokens().values().forEach(installation.oplead()::clearFaults);
    Books.Balance balance = settle("Oplead fails in every way that can be scripted", load);
    assertThat(balance.of("rejected")).isPositive();
    assertThat(balance.of("held")).isZero();
  }

  private void fault(String target, Map<String, Object> fault) {
    List<String> tokens = List.copyOf(installation.tokens().values());
    installation
        .oplead()
        .fault(tokens.get(random.nextInt(tokens.size())), Map.of("on", target, "do", fault));
  }

  private Map<String, Object> requestFault() {
    return List.<Map<String, Object>>of(
            Map.of("answer", 500),
            Map.of("answer", 502),
            Map.of("answer", 429),
            Map.of("answer", 422),
            Map.of("answer", 429, "retry_after", "1"),
            Map.of("answer", 503, "retry_after", "1"),
            Map.of("answer", 200, "body", "<html>not JSON"),
            Map.of("delay_millis", 7_000),
            Map.of("lose_answer", true),
            Map.of("drop", true))
        .get(random.nextInt(10));
  }

  private Map<String, Object> callbackFault() {
    return List.<Map<String, Object>>of(
            Map.of("repeat", 2),
            Map.of("early", true),
            Map.of("delay_millis", 1 + random.nextInt(3_000)),
            Map.of("forge", true),
            Map.of("silence", true))
        .get(random.nextInt(5));
  }
}
