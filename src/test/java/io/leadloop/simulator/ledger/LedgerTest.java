package io.leadloop.simulator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.simulator.http.AccessToken;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LedgerTest {

  private static final String TOKEN = "oplead-token-0001";
  private static final Duration WINDOW = Duration.ofNanos(10);

  private final Ledger ledger = new Ledger(5);

  @Test
  void fullestWindowCountsOneTokensRequestsWithAndWithoutTheRefused() {
    ledger.enter(request(TOKEN, 0, 201));
    ledger.enter(request(TOKEN, 9, 422));
    ledger.enter(request(TOKEN, 9, 429));
    ledger.enter(request("oplead-token-0002", 9, 201));
    ledger.enter(request(TOKEN, 10, 201));

    assertThat(ledger.mostAdmitted(TOKEN, WINDOW)).isEqualTo(2);
    assertThat(ledger.mostArrivals(TOKEN, WINDOW)).isEqualTo(3);
    assertThat(ledger.mostAdmitted("nobody", WINDOW)).isZero();
  }

  @Test
  void requestsAreInOrderOfArrivalThoughEnteredWhenAnswered() {
    ledger.enter(request(TOKEN, 7, 201));
    ledger.enter(request(TOKEN, 3, 201));
    assertThat(ledger.requests())
        .extracting(seen -> seen.arrival().nanos())
        .containsExactly(3L, 7L);
  }

  @Test
  void oldestEntriesLeaveFirstAndAreCounted() {
    for (int i = 0; i < 8; i++) {
      ledger.enter(request(TOKEN, i, 201));
    }
    assertThat(ledger.requests())
        .extracting(seen -> seen.arrival().nanos())
        .containsExactly(3L, 4L, 5L, 6L, 7L);
    assertThat(ledger.forgottenRequests()).isEqualTo(3);
    assertThat(ledger.forgottenCallbacks()).isZero();
  }

  @Test
  void entriesShowNeitherTokensNorAddressesNorBodies() {
    Moment moment = moment(0);
    RecordedCallback callback =
        new RecordedCallback(
            CallbackKind.WEBHOOK,
            "1001",
            "Nouveau",
            "http://p/secret",
            Buffer.buffer("Dupont"),
            moment,
            moment,
            200,
            "");

    assertThat(request(TOKEN, 0, 201).toString())
        .contains("…0001", "POST /v1/leads", "status=201")
        .doesNotContain(TOKEN, "Dupont");
    assertThat(callback.toString()).contains("1001", "Nouveau").doesNotContain("secret", "Dupont");
  }

  private static RecordedRequest request(String token, long nanos, int status) {
    return new RecordedRequest(
        moment(nanos),
        Optional.of(new AccessToken(token)),
        "POST",
        "/v1/leads",
        status != 429,
        status,
        Buffer.buffer("Dupont"));
  }

  private static Moment moment(long nanos) {
    return new Moment(Instant.EPOCH.plusNanos(nanos), nanos);
  }
}
