package io.leadloop.simulator;

import static io.leadloop.simulator.OpleadCaller.LEAD;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.simulator.ledger.HandClock;
import io.leadloop.simulator.ledger.RecordedRequest;
import io.vertx.core.json.JsonArray;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatedQuotaTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final HandClock clock = new HandClock();
  private final RunningOplead running =
      new RunningOplead(SimulatorSettings.defaults(), clock.asClock());
  private final SimulatedOplead oplead = running.oplead;
  private final OpleadCaller caller = running.caller;

  @AfterEach
  void end() {
    running.close();
  }

  @Test
  void fullQuotaAtTheEndOfAMinuteBlocksTheNextMinute() {
    clock.advance(Duration.ofSeconds(59));
    useUp(100);
    clock.advance(Duration.ofMillis(1500));
    assertRefused("59");
    clock.advance(Duration.ofMillis(58_500).minusNanos(1));
    assertRefused("1");
    clock.advance(Duration.ofNanos(1));

    assertThat(caller.post(LEAD).statusCode()).isEqualTo(201);
    assertThat(oplead.ledger().mostAdmitted(RunningOplead.TOKEN, MINUTE)).isEqualTo(100);
    assertThat(oplead.ledger().mostArrivals(RunningOplead.TOKEN, MINUTE)).isEqualTo(102);
  }

  @Test
  void everyVerbAndPathCountsAndRefusedRequestsDoNot() {
    useUp(96);
    assertThat(caller.post("not json").statusCode()).isEqualTo(400);
    assertThat(caller.get("/leads").statusCode()).isEqualTo(200);
    assertThat(caller.call("PUT", "/leads").statusCode()).isEqualTo(405);
    assertThat(caller.get("/nowhere").statusCode()).isEqualTo(404);
    for (int i = 0; i < 3; i++) {
      assertRefused("60");
    }
    clock.advance(MINUTE);
    useUp(100);
    assertRefused("60");
  }

  @Test
  void requestOverTheQuotaStoresNothingAndIsInTheLedger() {
    useUp(100);
    assertRefused("60");
    clock.advance(MINUTE);

    assertThat(new JsonArray(caller.get("/leads").body())).hasSize(100);
    assertThat(caller.get("/leads/1101").statusCode()).isEqualTo(404);
    RecordedRequest refused = oplead.ledger().requests().get(100);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.admitted()).isFalse();
    assertThat(refused.body().toString()).isEqualTo(LEAD);
  }

  @Test
  void tokensDoNotShareAQuotaAndUnknownOnesUseNone() {
    oplead.accept("oplead-token-0002");
    useUp(100);
    assertThat(running.callerWith("oplead-token-0002").post(LEAD).statusCode()).isEqualTo(201);
    OpleadCaller stranger = running.callerWith("oplead-token-0003");
    for (int i = 0; i < 101; i++) {
      assertThat(stranger.post(LEAD).statusCode()).isEqualTo(401);
    }
    oplead.accept("oplead-token-0003");
    assertThat(stranger.post(LEAD).statusCode()).isEqualTo(201);
    assertThat(oplead.ledger().mostAdmitted("oplead-token-0003", MINUTE)).isEqualTo(1);
  }

  private void useUp(int requests) {
    for (int i = 0; i < requests; i++) {
      assertThat(caller.post(LEAD).statusCode()).isEqualTo(201);
    }
  }

  private void assertRefused(String retryAfter) {
    HttpResponse<String> refused = caller.post(LEAD);
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).contains(retryAfter);
  }
}
