package io.leadloop.oplead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.oplead.answer.Outcome.TokenRefused;
import io.leadloop.oplead.answer.Outcome.Unavailable;
import io.leadloop.testing.RawServer;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls whose request was not completely sent: the lead may be sent again. */
class UnsentLeadTest {

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
  void aRefusedConnectionMeansThatNothingWasSent() {
    RawServer oplead = RawServer.answering(vertx, TestClient.CREATED);
    oplead.close();
    assertThat(test.send(oplead.url()))
        .isEqualTo(new OpleadReply(new Unavailable("connection refused"), TestClient.NOT_SENT));
  }

  @Test
  void anUnknownHostMeansThatNothingWasSent() {
    assertThat(test.send(URI.create("https://no-such-host.invalid/v1")))
        .isEqualTo(
            new OpleadReply(
                new Unavailable("the base URL's host is unknown"), TestClient.NOT_SENT));
  }

  @Test
  void anIncompleteRequestIsNotDelivered() {
    RawServer deaf =
        new RawServer(
            vertx,
            new NetServerOptions().setReceiveBufferSize(4096),
            (socket, request) -> {},
            NetSocket::pause);
    OpleadLead big = TestClient.lead("{\"x\":\"" + "x".repeat(32 << 20) + "\"}");
    OpleadClient client = test.client("read-timeout", "PT0.5S");

    OpleadReply reply =
        client.createLead(TestClient.account(deaf.url()), big).await().atMost(TestClient.PATIENCE);

    assertThat(reply)
        .isEqualTo(new OpleadReply(new Unavailable("time-out"), Optional.of(Duration.ZERO)));
  }

  @Test
  void aPrivateAddressIsRefusedUnlessAllowed() {
    RawServer oplead = RawServer.answering(vertx, TestClient.CREATED);
    for (String host : new String[] {"127.0.0.1", "localhost", "[::1]", "0x7f.1"}) {
      URI base = URI.create("http://" + host + ":" + oplead.url().getPort());
      OpleadReply reply = test.send(base, "allow-private-addresses", "false");
      assertThat(reply.outcome()).isInstanceOf(Unavailable.class);
      assertThat(reply.sinceSent()).isEmpty();
    }
    assertThat(test.send(oplead.url(), "allow-private-addresses", "false").outcome())
        .isEqualTo(
            new Unavailable(
                "the base URL's host has a private address"
                    + " (leadloop.oplead.allow-private-addresses is false)"));
    assertThat(oplead.connections).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://crm.example", "mailto:a@b.example", "/v1", "http:///v1"})
  void anUnusableBaseUrlIsUnavailable(String base) {
    assertThat(test.send(URI.create(base)))
        .isEqualTo(
            new OpleadReply(
                new Unavailable("the base URL is not an http or https address"),
                TestClient.NOT_SENT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "a\r\nx: y", "clé"})
  void aTokenThatCannotTravelIsRefused(String token) {
    RawServer oplead = RawServer.answering(vertx, TestClient.CREATED);
    OpleadReply reply =
        test.client()
            .createLead(new OpleadAccount(oplead.url(), token), TestClient.LEAD)
            .await()
            .atMost(TestClient.PATIENCE);
    assertThat(reply.outcome()).isInstanceOf(TokenRefused.class);
    assertThat(oplead.connections).hasValue(0);
  }

  @Test
  void aLeadThatGetsNoConnectionInTimeWasNotSent() {
    RawServer silent = RawServer.answering(vertx, "");
    OpleadClient client =
        test.client("pool.size", "1", "connect-timeout", "PT1S", "read-timeout", "PT10S");
    client
        .createLead(TestClient.account(silent.url()), TestClient.LEAD)
        .subscribe()
        .with(reply -> {});
    await().until(() -> silent.requests.size() == 1);

    OpleadReply reply =
        client
            .createLead(TestClient.account(silent.url()), TestClient.LEAD)
            .await()
            .atMost(TestClient.PATIENCE);

    assertThat(reply).isEqualTo(new OpleadReply(new Unavailable("time-out"), TestClient.NOT_SENT));
    assertThat(silent.requests).hasSize(1);
  }
}
