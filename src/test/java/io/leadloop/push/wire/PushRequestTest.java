package io.leadloop.push.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.testing.RawServer;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a receiver gets. */
class PushRequestTest {
  private static Vertx vertx;
  private static TestPush push;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    push = new TestPush(vertx);
  }

  @AfterAll
  static void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void requestIsTheOneThatIsPromised() {
    RawServer receiver = RawServer.answering(vertx, TestPush.OK);
    URI url = receiver.url().resolve("/hooks/a%20b?key=x%26y");
    PushTarget target = TestPush.target(url);

    PushReply reply =
        push.client().post(target, TestPush.MESSAGE, 7).await().atMost(TestPush.PATIENCE);

    assertThat(((PushReply.Answered) reply).status()).isEqualTo(200);
    String request = receiver.requests.get(0);
    long timestamp = TestPush.NOW.getEpochSecond();
    String id = "0198f3a2-0000-7000-8000-0000000000e1";
    assertThat(request).startsWith("POST /hooks/a%20b?key=x%26y HTTP/1.1\r\n");
    assertThat(headers(request))
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("host", "127.0.0.1:" + url.getPort()),
                Map.entry("user-agent", "Leadloop/1.2.3"),
                Map.entry("content-type", "application/json"),
                Map.entry("content-length", "19"),
                Map.entry("webhook-id", id),
                Map.entry("webhook-timestamp", Long.toString(timestamp)),
                Map.entry(
                    "webhook-signature",
                    TestPush.SECRET.sign(id, timestamp, TestPush.MESSAGE.data())),
                Map.entry("ce-specversion", "1.0"),
                Map.entry("ce-id", id),
                Map.entry("ce-type", "io.leadloop.lead.status-changed.v1"),
                Map.entry("ce-source", "/customers/atelier-%C3%A9t%C3%A9"),
                Map.entry("ce-subject", "0198f3a2-0000-7000-8000-000000000001"),
                Map.entry("ce-time", "2026-11-28T10:29:00.25Z"),
                Map.entry("ce-sequence", "3"),
                Map.entry("leadloop-attempt", "7")));
    assertThat(body(request)).isEqualTo(TestPush.MESSAGE.data());
  }

  @Test
  void eachSecretSignsTheNewestFirst() throws Exception {
    RawServer receiver = RawServer.answering(vertx, TestPush.OK);
    List<SigningSecret> secrets =
        Stream.of(SigningScheme.V1A, SigningScheme.V1, SigningScheme.V1)
            .map(SigningSecret::generate)
            .toList();
    push.client()
        .post(new PushTarget(receiver.url(), secrets), TestPush.MESSAGE, 1)
        .await()
        .atMost(TestPush.PATIENCE);

    Map<String, String> headers = headers(receiver.requests.get(0));
    String signatures = headers.get("webhook-signature");
    assertThat(Arrays.stream(signatures.split(" ")).map(each -> each.split(",")[0]))
        .containsExactly("v1a", "v1", "v1");
    for (SigningSecret secret : secrets) {
      assertThat(
              JavaVerifier.accepts(
                  secret.text(),
                  headers.get("webhook-id"),
                  Long.parseLong(headers.get("webhook-timestamp")),
                  signatures,
                  body(receiver.requests.get(0))))
          .isTrue();
    }
  }

  @Test
  void attributesCannotAddHeaders() {
    assertThat(HeaderText.of("a\r\nx: y")).isEqualTo("a%0D%0Ax:%20y");
    assertThat(HeaderText.of("50% \"é\"")).isEqualTo("50%25%20%22%C3%A9%22");
    assertThat(HeaderText.of("/customers/acme~1")).isEqualTo("/customers/acme~1");
  }

  @Test
  void connectionIsUsedAgain() {
    RawServer receiver = RawServer.answering(vertx, TestPush.OK);
    PushClient client = push.client();
    for (int i = 0; i < 5; i++) {
      TestPush.post(client, receiver.url());
    }
    assertThat(receiver.requests).hasSize(5);
    assertThat(receiver.connections).hasValue(1);
  }

  @Test
  void secretsAndDataAreNotPrinted() {
    PushTarget target =
        new PushTarget(URI.create("https://crm.example/h0ok?t0ken"), List.of(TestPush.SECRET));
    assertThat(target).hasToString("PushTarget[crm.example, [SigningSecret[v1, ***]]]");
    assertThat(TestPush.MESSAGE.toString()).doesNotContain("status\"");
    assertThat(new PushReply.Answered(200, null, "Dupont".getBytes(UTF_8), Duration.ZERO))
        .asString()
        .doesNotContain("Dupont");
  }

  private static Map<String, String> headers(String request) {
    return request
        .substring(0, request.indexOf("\r\n\r\n"))
        .lines()
        .skip(1)
        .map(line -> line.split(": ", 2))
        .collect(
            Collectors.toMap(
                line -> line[0], line -> line[1], (a, b) -> a + " | " + b, TreeMap::new));
  }

  private static byte[] body(String request) {
    return request.substring(request.indexOf("\r\n\r\n") + 4).getBytes(ISO_8859_1);
  }
}
