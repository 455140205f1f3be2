package io.leadloop.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.simulator.FaultAction;
import io.leadloop.simulator.FaultRule;
import io.leadloop.simulator.FaultTarget;
import io.leadloop.testing.PackagedGateway;
import io.leadloop.testing.Vitals;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every peer of the gateways fails: the network to it is slow, cut or silent, or it is Oplead. */
class PeersIT extends Attack {
  private static final int RECONNECTS = 100;

  /** Longer than the gateways wait for their database or for Oplead. */
  private static final Duration SILENCE = Duration.ofSeconds(10);

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
}
