package io.leadloop.portal.connection;

import static io.leadloop.testing.PortalClient.page;
import static io.leadloop.testing.PortalClient.sessionOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.simulator.receiver.ReceiverSettings;
import io.leadloop.simulator.receiver.SimulatedReceiver;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.LostTable;
import io.leadloop.testing.Onboarding;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An action on an endpoint is answered with its result, even if nothing can be read after it. */
@GatewayTest
class EndpointPagesTest {
  private static final String CONNECTIONS = "/portal/connections";
  private static final String OUTDATED = "The endpoint cannot be read now.";

  @Inject Onboarding onboarding;
  @Inject Vertx vertx;

  private SimulatedReceiver receivers;
  private Onboarding.Pair pair;
  private String session;

  @BeforeEach
  void signIn() {
    receivers = new SimulatedReceiver(vertx).startAndAwait();
    pair = onboarding.providerWithCustomer();
    session = sessionOf(pair.key());
  }

  @AfterEach
  void close() {
    receivers.close();
  }

  /** The page was read after the commit, and its failure was all that the provider saw. */
  @Test
  void secretsAreShownThoughTheEndpointCannotBeRead() throws SQLException {
    String first;
    try (LostTable lost = LostTable.after("insert on push_endpoint", "push_cursor")) {
      first = secretIn(register());
    }
    assertThat(verify(first)).contains("passed the handshake");
    String second;
    try (LostTable lost = LostTable.after("update on push_endpoint", "push_delivery")) {
      second = secretIn(act("rotate"));
    }
    assertThat(second).isNotEqualTo(first);
    assertThat(verify(second)).contains("passed the handshake").doesNotContain("whsec_");
  }

  @Test
  void stateAfterAPauseIsShownThoughTheEndpointCannotBeRead() throws SQLException {
    verify(secretIn(register()));
    try (LostTable lost = LostTable.after("update on push_endpoint", "push_cursor")) {
      assertThat(act("pause")).contains("The endpoint is paused.", "/resume\"");
    }
    try (LostTable lost = LostTable.after("update on push_endpoint", "push_cursor")) {
      assertThat(act("resume")).contains("receives events again.", "/pause\"");
    }
    assertThat(state()).isEqualTo("active");
  }

  @Test
  void resultOfAHandshakeIsShownWithTheEndpointAsItWasBefore() throws SQLException {
    String secret = secretIn(register());
    try (LostTable lost = LostTable.after("update on push_endpoint", "push_cursor")) {
      assertThat(verify(secret)).contains("passed the handshake", OUTDATED);
    }
    assertThat(state()).isEqualTo("active");
    assertThat(act("verify")).doesNotContain(OUTDATED);
  }

  @Test
  void aTimeToSendAgainFromIsKeptUntilEventsAreSent() {
    verify(secretIn(register()));
    String typed = "2026-11-24T00:00:00Z";
    assertThat(resend(typed, true)).contains("Nothing was sent.", "value=\"" + typed + "\"");
    assertThat(resend("yesterday\"", true)).contains("notice bad", "value=\"yesterday&quot;\"");
    assertThat(resend(typed, false)).doesNotContain("notice bad", "value=\"" + typed + "\"");
  }

  private String resend(String since, boolean isCounted) {
    String id = pair.asProvider().get("/v1/me/endpoints").path("items[0].id");
    return post(
        CONNECTIONS + "/" + id + "/resend",
        Map.of("since", since, "dry_run", String.valueOf(isCounted)));
  }

  private String register() {
    return post(CONNECTIONS, Map.of("url", receivers.url(pair.provider().slug()).toString()));
  }

  private String verify(String secret) {
    receivers.at(pair.provider().slug()).configure(ReceiverSettings.verifying(secret));
    return act("verify");
  }

  private String act(String action) {
    String id = pair.asProvider().get("/v1/me/endpoints").path("items[0].id");
    return post(CONNECTIONS + "/" + id + "/" + action, Map.of());
  }

  private String post(String path, Map<String, String> form) {
    return page(session)
        .contentType("application/x-www-form-urlencoded")
        .formParams(form)
        .post(path)
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }

  private String state() {
    return pair.asProvider().get("/v1/me/endpoints").path("items[0].state");
  }

  private static String secretIn(String html) {
    String secret = html.replaceFirst("(?s).*<pre id=\"secret\" data-once>(whsec_[^<]+)<.*", "$1");
    assertThat(secret).startsWith("whsec_");
    return secret;
  }
}
