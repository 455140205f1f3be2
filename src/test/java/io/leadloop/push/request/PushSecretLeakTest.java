package io.leadloop.push.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.testing.CapturedLog;
import io.leadloop.testing.ClearColumns;
import io.leadloop.testing.Credentials;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A signing secret is only in the answer that issues it. */
@GatewayTest
class PushSecretLeakTest {
  @Inject Onboarding onboarding;
  @Inject Credentials credentials;
  @Inject MeterRegistry metrics;
  @Inject InMemorySpanExporter spans;
  @Inject Pool pool;

  private final CapturedLog log = CapturedLog.start();
  private final TestReceiver receiver = new TestReceiver();
  private final List<String> answers = new ArrayList<>();

  @AfterEach
  void close() {
    log.close();
    receiver.close();
  }

  @Test
  void secretsAreNowhere() {
    Onboarding.Pair pair = onboarding.providerWithCustomer();
    EndpointCaller caller = new EndpointCaller(pair);
    Response added = caller.register(receiver.url(), Map.of());
    String one = added.header("Location");
    String first = added.path("secret");
    String second = caller.post(one + "/rotate").extract().path("secret");
    assertThat(List.of(first, second)).allMatch(secret -> secret.length() > 40);

    answers.add(caller.post(one + "/verify").extract().asString());
    answers.add(caller.patch(one, "{\"description\": \"d\"}").extract().asString());
    answers.add(caller.patch(one, "{\"secret\": \"" + first + "\"}").extract().asString());
    answers.add(caller.post(one + "/pause").extract().asString());
    answers.add(caller.post(one + "/resume").extract().asString());
    answers.add(caller.get(one).extract().asString());
    answers.add(caller.get(EndpointCaller.ENDPOINTS).extract().asString());
    answers.add(caller.get(one + "/deliveries").extract().asString());
    String administrated = "/admin/v1/providers/" + pair.provider().slug();
    answers.add(credentials.asAdministrator().get(administrated).asString());
    answers.add(credentials.asAdministrator().get(administrated + "/endpoints").asString());
    answers.add(credentials.asAdministrator().get("/admin/v1/audit?limit=500").asString());
    answers.add(receiver.requests().toString());

    for (String secret : List.of(first, second)) {
      assertNowhere(secret, "answers", answers.toString());
      assertNowhere(secret, "log", log.lines().toString());
      assertNowhere(secret, "traces", spans.getFinishedSpanItems().toString());
      assertNowhere(
          secret,
          "metrics",
          metrics.getMeters().stream().map(m -> m.getId().toString()).toList().toString());
      ClearColumns.of(pool).forEach((column, text) -> assertNowhere(secret, column, text));
    }
  }

  private static void assertNowhere(String secret, String where, String text) {
    String encoded = secret.substring("whsec_".length());
    String raw = new String(Base64.getDecoder().decode(encoded), UTF_8);
    assertThat(text).as(where).isNotEmpty();
    assertThat(text.contains(encoded)).as(where).isFalse();
    assertThat(text.contains(raw)).as(where).isFalse();
  }
}
