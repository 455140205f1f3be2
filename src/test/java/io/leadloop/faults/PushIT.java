package io.leadloop.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Endpoints fail in every way while the gateways that deliver to them are killed. */
@Tag("long")
class PushIT extends Attack {
  private static final int OF_A_PROVIDER = 2;
  private static final int KILLS = 4;
  private static final int FAULTS = 12;

  /** Longer than a lease, which a gateway that was killed leaves, and all attempts together. */
  private static final Duration GIVEN_UP_WITHIN = Duration.ofSeconds(80);

  @BeforeAll
  static void start() {
    installation = Installation.start(directory, 2);
  }

  @Test
  void endpointsFailWhileGatewaysAreKilled() throws InterruptedException {
    try (ReceiverProcess receiver = ReceiverProcess.start(directory)) {
      List<FailingEndpoint> endpoints = register(receiver);
      Load load = underLoad("failing endpoints, and four kills");
      for (int kill = 0; kill < KILLS; kill++) {
        fail(endpoints);
        killAndReplace();
      }
      fail(endpoints);
      endpoints.forEach(FailingEndpoint::recover);
      endpoints.forEach(FailingEndpoint::resumeIfGone);
      FailingEndpoint refusing = endpoints.get(random.nextInt(endpoints.size()));
      refusing.refuse();
      await().atMost(GIVEN_UP_WITHIN).untilAsserted(refusing::assertGivenUp);
      refusing.recover();
      settle("Endpoints that fail, and a gateway of two killed, four times", load);
      List<PushBooks.Balance> balances =
          endpoints.stream().map(endpoint -> PushBooks.balance(installation, endpoint)).toList();
      LOG.infof("push: %s", balances);
      assertThat(balances).allSatisfy(balance -> assertThat(balance.delivered()).isPositive());
      assertThat(balances).anySatisfy(balance -> assertThat(balance.givenUp()).isPositive());
    }
  }

  private static List<FailingEndpoint> register(ReceiverProcess receiver) {
    List<FailingEndpoint> endpoints = new ArrayList<>();
    for (Installation.Provider provider : installation.providers()) {
      for (int i = 0; i < OF_A_PROVIDER; i++) {
        endpoints.add(
            FailingEndpoint.register(
                installation, receiver, provider.slug(), provider.slug() + "-" + i));
      }
    }
    return endpoints;
  }

  /** One of them leaves, and the one that left before comes back. */
  private void fail(List<FailingEndpoint> endpoints) {
    endpoints.forEach(FailingEndpoint::resumeIfGone);
    endpoints.get(random.nextInt(endpoints.size())).leave();
    for (int i = 0; i < FAULTS; i++) {
      endpoints.get(random.nextInt(endpoints.size())).fail(random);
      pause(Duration.ofMillis(random.nextInt(400)));
    }
  }
}
