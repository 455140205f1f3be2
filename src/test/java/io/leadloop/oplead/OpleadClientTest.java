package io.leadloop.oplead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.oplead.answer.Outcome;
import io.leadloop.oplead.answer.Outcome.Accepted;
import io.leadloop.oplead.answer.Outcome.Refused;
import io.leadloop.oplead.answer.Outcome.Throttled;
import io.leadloop.oplead.answer.Outcome.TokenRefused;
import io.leadloop.oplead.answer.Outcome.Unavailable;
import io.leadloop.testing.RawServer;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OpleadClientTest {

  private static TestClient test;
  private static Vertx vertx;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    test = new TestClient(vertx);
  }

  @AfterAll
  static void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void aLeadIsPostedWithItsTokenAndWebhookAddress() {
    RawServer oplead = RawServer.answering(vertx, TestClient.CREATED);

    OpleadReply reply = test.send(oplead.url());

    assertThat(reply.outcome()).isEqualTo(new Accepted(Optional.of("a1")));
    assertThat(reply.sinceSent().orElseThrow()).isPositive().isLessThan(TestClient.PATIENCE);
    assertThat(oplead.requests.get(0))
        .startsWith("POST /v1/leads HTTP/1.1\r\n")
        .containsIgnoringCase("\r\nhost: " + oplead.url().getAuthority() + "\r\n")
        .containsIgnoringCase("\r\nauthorization: Bearer t0ken\r\n")
        .containsIgnoringCase("\r\ncontent-type: application/json\r\n")
        .containsIgnoringCase("\r\naccept-encoding: identity\r\n")
        .endsWith(
            "\r\n\r\n"
                + "{\"provider_name\":\"Acme\",\"provider_webhook_url\":\"https://gw.example/callbacks/x\","
                + "\"lastname\":\"Dupont\"}");
  }

  @Test
  void theRequestCanBeCorrected() {
    RawServer oplead = RawServer.answering(vertx, TestClient.CREATED);
    URI base = URI.create(oplead.url() + "/?test=true");

    test.send(
        base,
        "wire.token.query-parameter",
        "api_key",
        "wire.leads.path",
        "/lead/add",
        "wire.leads.method",
        "PUT",
        "wire.leads.provider-fields",
        "nested");

    assertThat(oplead.requests.get(0))
        .startsWith("PUT /v1/lead/add?test=true&api_key=t0ken HTTP/1.1\r\n")
        .doesNotContainIgnoringCase("authorization")
        .contains("{\"provider\":{\"name\":\"Acme\",\"webhook_url\":");
  }

  @Test
  void theTokenCanTravelInAHeaderOfItsOwn() {
    RawServer oplead = RawServer.answering(vertx, TestClient.CREATED);

    test.send(oplead.url(), "wire.token.header", "X-Api-Key", "wire.token.scheme", "null");

    assertThat(oplead.requests.get(0)).contains("X-Api-Key: t0ken\r\n");
  }

  @Test
  void refusalsAreOutcomes() {
    assertThat(answered("422 Nope", "content-length: 17", "{\"field\": \"city\"}"))
        .isEqualTo(new Refused("HTTP 422: Oplead refuses /lead/city"));
    assertThat(answered("401 Nope", "content-length: 0", ""))
        .isEqualTo(new TokenRefused("HTTP 401"));
    assertThat(answered("429 Slow", "content-length: 0\r\nRetry-After: 12", ""))
        .isEqualTo(new Throttled(Optional.of(Duration.ofSeconds(12)), true));
    assertThat(answered("500 Oops", "content-length: 0", ""))
        .isEqualTo(new Unavailable("HTTP 500"));
  }

  @Test
  void aRedirectIsNotFollowed() {
    RawServer elsewhere = RawServer.answering(vertx, TestClient.CREATED);
    String location = "content-length: 0\r\nlocation: " + elsewhere.url();
    assertThat(answered("307 Moved", location, ""))
        .isEqualTo(new Unavailable("HTTP 307 (wrong base URL?)"));
    assertThat(elsewhere.connections).hasValue(0);
  }

  @Test
  void aConnectionIsUsedAgainAfterItsRest() {
    RawServer oplead = RawServer.answering(vertx, TestClient.CREATED);
    OpleadClient client = test.client();
    await()
        .until(
            () -> {
              client
                  .createLead(TestClient.account(oplead.url()), TestClient.LEAD)
                  .await()
                  .atMost(TestClient.PATIENCE);
              return oplead.requests.size() > oplead.connections.get();
            });
  }

  /** Calls from a thread without a context lost answers that came before they were awaited. */
  @Test
  void noAnswerOvertakesTheWaitForIt() {
    RawServer oplead = RawServer.answering(vertx, TestClient.CREATED);
    OpleadClient client = test.client();
    OpleadAccount account = TestClient.account(oplead.url());
    for (int i = 0; i < 2_000; i++) {
      OpleadReply reply =
          client.createLead(account, TestClient.LEAD).await().atMost(TestClient.PATIENCE);
      assertThat(reply.outcome()).isEqualTo(new Accepted(Optional.of("a1")));
    }
  }

  @Test
  void aHostThatHangsTakesNoConnectionFromAnother() {
    RawServer silent = RawServer.answering(vertx, "");
    RawServer oplead = RawServer.answering(vertx, TestClient.CREATED);
    OpleadClient client = test.client("pool.size", "1", "read-timeout", "PT5S");
    client
        .createLead(TestClient.account(silent.url()), TestClient.LEAD)
        .subscribe()
        .with(reply -> {});
    await().until(() -> silent.requests.size() == 1);

    assertThat(
            client
                .createLead(TestClient.account(oplead.url()), TestClient.LEAD)
                .await()
                .atMost(TestClient.PATIENCE)
                .outcome())
        .isEqualTo(new Accepted(Optional.of("a1")));
  }

  @Test
  void theReplyComesOnTheCallersContext() {
    RawServer oplead = RawServer.answering(vertx, TestClient.CREATED);
    OpleadClient client = test.client();
    CompletableFuture<Context> answeredOn = new CompletableFuture<>();
    Context caller = vertx.getOrCreateContext();

    caller.runOnContext(
        here ->
            client
                .createLead(TestClient.account(oplead.url()), TestClient.LEAD)
                .subscribe()
                .with(reply -> answeredOn.complete(Vertx.currentContext())));

    assertThat(answeredOn.join()).isSameAs(caller);
  }

  @Test
  void nothingIsSentBeforeSubscription() {
    RawServer oplead = RawServer.answering(vertx, TestClient.CREATED);
    var call = test.client().createLead(TestClient.account(oplead.url()), TestClient.LEAD);
    assertThat(oplead.connections).hasValue(0);
    call.await().atMost(TestClient.PATIENCE);
    call.await().atMost(TestClient.PATIENCE);
    assertThat(oplead.requests).hasSize(2);
  }

  private static Outcome answered(String status, String headers, String body) {
    Buffer answer = Buffer.buffer("HTTP/1.1 " + status + "\r\n" + headers + "\r\n\r\n" + body);
    return test.send(RawServer.answering(vertx, socket -> socket.end(answer)).url()).outcome();
  }
}
