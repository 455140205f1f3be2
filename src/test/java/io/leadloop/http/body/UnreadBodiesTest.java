package io.leadloop.http.body;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.feedback.callback.CallbackTokens;
import io.leadloop.testing.CalledBackLead;
import io.leadloop.testing.CapturedLog;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import io.leadloop.testing.RawConnection;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients cannot make the gateway read or hold bodies unnecessarily. */
@GatewayTest
class UnreadBodiesTest {
  private static final String BAD_TOKEN = "A".repeat(44);
  private static final String SOME_LEAD = "/v1/leads/0198c0de-0000-7000-8000-000000000000";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** The categories of the log in which a request appears: those of the server and its routes. */
  private static final List<String> OF_REQUESTS =
      List.of(
          "io.leadloop.access",
          "io.leadloop.api",
          "io.leadloop.callback",
          "io.leadloop.error",
          "io.leadloop.feedback.callback",
          "io.leadloop.form",
          "io.leadloop.http",
          "io.leadloop.intake",
          "io.leadloop.update.request",
          "io.netty",
          "io.quarkus",
          "io.smallrye",
          "io.vertx",
          "org.jboss.resteasy");

  /** Among these, what a busy machine or a server of other tests causes. */
  private static final List<String> OF_OTHER_WORK =
      List.of(
          "io.leadloop.access.oidc",
          "io.quarkus.oidc",
          "io.quarkus.opentelemetry",
          "io.vertx.core.impl.BlockedThreadChecker");

  @Inject Onboarding onboarding;
  @Inject CallbackTokens tokens;
  @Inject BodyBudget budget;

  @ConfigProperty(name = "leadloop.public-url")
  URI gateway;

  /** Regression: 600 connections that sent half of their body ended the process. */
  @Test
  void badTokenIsRejectedBeforeItsBodyIsRead() {
    List<String> requests = new ArrayList<>();
    for (String path : List.of("/callbacks/", "/callbacks/subscriptions/", "/callbacks;a=b/")) {
      for (String method : List.of("POST ", "PUT ", "PATCH ")) {
        String call = method + path + BAD_TOKEN;
        requests.add(head(call, "Content-Length: 5"));
        requests.add(head(call, "Content-Length: 1048576"));
        requests.add(head(call, "Transfer-Encoding: chunked"));
        requests.add(head(call, "Content-Length: 1048576", "Expect: 100-continue"));
      }
    }
    answersTo(requests)
        .forEach(
            (request, answer) ->
                assertThat(answer)
                    .as(request)
                    .startsWith("HTTP/1.1 404")
                    .contains("application/problem+json", "/problems/not-found")
                    .containsIgnoringCase("connection: close"));
  }

  /** Regression: ten connections that kept sending these without reading blocked all others. */
  @Test
  void requestRejectedByTheRouterEndsItsConnection() {
    List<String> requests =
        List.of(
            "GET / HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a/b@c?d\r\n\r\n",
            "GET x HTTP/1.1\r\nHost: localhost\r\n\r\n");
    answersTo(requests.stream().map(request -> request.repeat(20)).toList())
        .forEach(
            (request, answer) ->
                assertThat(answer)
                    .as(request)
                    .startsWith("HTTP/1.1 4")
                    .contains("application/problem+json")
                    .containsIgnoringCase("x-request-id")
                    .containsOnlyOnce("HTTP/1.1"));
  }

  /** Unread responses are bounded for HTTP/1.1 only. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "GET /openapi HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, HTTP2-Settings\r\n"
            + "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n"
      })
  void noConnectionBecomesHttp2(String opening) {
    try (RawConnection connection = new RawConnection(gateway)) {
      connection.send(opening);
      assertThat(connection.readUntil("\r\n")).matches("HTTP/[12].[01] (200|400) [\\w ]+\r\n");
    }
  }

  /** Regression: these were answered without a body or not at all. */
  @Test
  void invalidHttpIsAProblemAndEndsItsConnection() {
    String head = "POST /v1/leads HTTP/1.1\r\nHost: localhost\r\n";
    Map<String, Integer> statuses = new LinkedHashMap<>();
    statuses.put(head + "Content-Length: 5\r\nContent-Length: 6\r\n\r\n", 400);
    statuses.put(head + "Content-Length: 5, 6\r\n\r\n", 400);
    statuses.put(head + "Content-Length: -1\r\n\r\n", 400);
    statuses.put(head + "Content-Length: 9223372036854775808\r\n\r\n", 400);
    statuses.put(head + "Content-Length: five\r\n\r\n", 400);
    statuses.put(head + "a b: c\r\n\r\n", 400);
    statuses.put("POST\r\n\r\n", 400);
    statuses.put("GET / FTP/1.1\r\n\r\n", 400);
    statuses.put("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n", 414);
    statuses.put(head + "X-Long: " + "x".repeat(20_000) + "\r\n\r\n", 431);
    statuses.put(head + "X-Some: 0123456789\r\n".repeat(1_000) + "\r\n", 431);
    answersTo(statuses.keySet())
        .forEach(
            (request, answer) ->
                assertThat(answer)
                    .as(request)
                    .startsWith("HTTP/1.1 " + statuses.get(request))
                    .contains("application/problem+json", "\"detail\":\"")
                    .containsIgnoringCase("x-request-id: ")
                    .containsIgnoringCase("connection: close")
                    .containsOnlyOnce("HTTP/1.1 4"));
  }

  /** Regression: a length within 64 bits was a 413 without a body. */
  @Test
  void hugeLengthIsAProblem() {
    String key = onboarding.providerWithCustomer().key().reveal();
    List<String> requests =
        Stream.of("1048577", "9007199254740993", "9223372036854775807")
            .map(
                length ->
                    head(
                        "POST /v1/leads",
                        "Content-Type: application/json",
                        "Authorization: Bearer " + key,
                        "Content-Length: " + length))
            .toList();
    answersTo(requests)
        .forEach(
            (request, answer) ->
                assertThat(answer)
                    .as(request)
                    .startsWith("HTTP/1.1 413")
                    .contains("application/problem+json", "/problems/body-too-large"));
  }

  /**
   * Regression: it caused a stack trace in the log and no response; a response that had begun
   * breaks off.
   */
  @ParameterizedTest
  @CsvSource({"application/json, HTTP/1.1 400", "application/x-ndjson, ''"})
  void malformedChunkIsAClientError(String type, String answer) {
    String key = onboarding.providerWithCustomer().key().reveal();
    try (CapturedLog log = CapturedLog.start()) {
      try (RawConnection connection = new RawConnection(gateway)) {
        connection.head(
            "POST /v1/leads",
            "Content-Type: " + type,
            "Authorization: Bearer " + key,
            "Transfer-Encoding: chunked",
            "Expect: 100-continue");
        connection.readUntil("\r\n\r\n");
        connection.send("zz\r\n{}\r\n");
        assertThat(connection.readToTheEnd())
            .startsWith(answer)
            .contains(answer.isEmpty() ? "" : "/problems/invalid-request");
      }
      assertNothingHeld();
      assertNoException(log);
    }
  }

  /** Regression: each was logged as an error. */
  @ParameterizedTest
  @CsvSource({
    "POST /v1/leads, application/json",
    "POST /v1/leads, application/x-ndjson",
    "POST /v1/leads/{id}/documents, multipart/form-data; boundary=x",
    "POST /addlead/, application/json",
    "POST /addlead/, multipart/form-data; boundary=x",
    "PUT /v1/leads/{id}/status, application/json",
    "POST {callback}, application/json"
  })
  void disconnectedClientIsNotLoggedAsError(String call, String type) {
    CalledBackLead lead = CalledBackLead.submit(onboarding.providerWithCustomer(), "only", tokens);
    try (CapturedLog log = CapturedLog.start()) {
      try (RawConnection connection = new RawConnection(gateway)) {
        connection.head(
            call.replace("{id}", lead.id()).replace("{callback}", lead.address()),
            "Content-Type: " + type,
            "Authorization: Bearer " + lead.key(),
            "Content-Length: 1000",
            "Expect: 100-continue");
        connection.readUntil("\r\n\r\n");
        connection.send("{\"customer\":");
      }
      assertNothingHeld();
      assertNoException(log);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET /v1/leads?limit=500, */*",
    "GET /v1/leads/{id}, */*",
    "GET /v1/events, text/event-stream",
    "PUT /v1/leads/{id}/status, */*",
    "GET /openapi, */*"
  })
  void clientThatDoesNotWaitIsNotLoggedAsError(String call, String accept) {
    CalledBackLead lead = CalledBackLead.submit(onboarding.providerWithCustomer(), "only", tokens);
    try (CapturedLog log = CapturedLog.start()) {
      for (int i = 0; i < 20; i++) {
        try (RawConnection connection = new RawConnection(gateway)) {
          connection.head(
              call.replace("{id}", lead.id()),
              "Accept: " + accept,
              "Authorization: Bearer " + lead.key(),
              "Content-Type: application/json",
              "Content-Length: 16");
          connection.send("{\"status\":\"won\"}");
        }
      }
      assertNothingHeld();
      assertThat(submit(onboarding.providerWithCustomer()).statusCode()).isEqualTo(202);
      assertNoException(log);
    }
  }

  /** Regression: responses of 114 KB were buffered for a client that read nothing. */
  @Test
  void unreadAnswersAreCharged() {
    try (RawConnection connection = new RawConnection(gateway)) {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(50))
          .until(
              () -> {
                connection.head("GET /openapi");
                return budget.heldBytes() > 100_000;
              });
    }
    assertNothingHeld();
  }

  @Test
  void answerWithoutRoomIsReplacedByARejection() {
    MemoryPool.Share strangers = budget.unauthenticated();
    long taken = takeAll(strangers);
    try {
      Response refused = given().get("/openapi");
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.contentType()).isEqualTo("application/problem+json");
      assertThat(refused.<String>path("type")).isEqualTo("/problems/store-unavailable");
      assertThat(refused.header("Retry-After")).isEqualTo("5");
      assertThat(refused.header("X-Request-Id")).isNotEmpty();
      assertThat(submit(onboarding.providerWithCustomer()).statusCode()).isEqualTo(202);
    } finally {
      strangers.give(taken);
    }
    assertThat(given().get("/openapi").statusCode()).isEqualTo(200);
  }

  @Test
  void undecodablePathIsAProblem() {
    List<String> requests =
        Stream.of("/%zz", "/v1/leads/%", "/callbacks/%g1", "/admin/v1/%zz", "/%u0041")
            .map(path -> head("GET " + path, "Connection: close"))
            .toList();
    answersTo(requests)
        .forEach(
            (request, answer) ->
                assertThat(answer)
                    .as(request)
                    .startsWith("HTTP/1.1 400")
                    .contains("application/problem+json", "/problems/invalid-request"));
  }

  @Test
  void validTokenIsInvitedToSendItsBody() {
    String address = address();
    try (RawConnection connection = new RawConnection(gateway)) {
      connection.head("POST " + address, "Content-Length: 21", "Expect: 100-continue");
      assertThat(connection.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 100");
      connection.send("{\"status\":\"En cours\"}");
      assertThat(connection.readUntil("{}")).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void tooLongCallbackIsRejectedUnread() {
    String call = "POST " + address();
    List<String> requests =
        List.of(
            head(call, "Content-Length: 262145", "Expect: 100-continue"),
            head(call, "Content-Length: 262145", "Content-Type: application/json"));
    answersTo(requests)
        .forEach((request, answer) -> assertThat(answer).as(request).startsWith("HTTP/1.1 413"));
  }

  @Test
  void unannouncedCallbackIsRejectedAtItsLimit() {
    try (RawConnection connection = new RawConnection(gateway)) {
      connection.head("POST " + address(), "Transfer-Encoding: chunked");
      connection.chunk("x".repeat(262_144));
      connection.chunk("x");
      assertThat(connection.readToTheEnd()).startsWith("HTTP/1.1 413");
    }
    assertNothingHeld();
  }

  @Test
  void unknownCallIsRejectedUnread() {
    Map<String, Integer> statuses = new LinkedHashMap<>();
    statuses.put(unread("POST /v1/leads", "application/json"), 401);
    statuses.put(unread("POST /v1/leads", "application/x-ndjson"), 401);
    statuses.put(unread("PUT " + SOME_LEAD + "/status", "application/json"), 401);
    statuses.put(unread("POST " + SOME_LEAD + "/documents", "multipart/form-data"), 401);
    statuses.put(unread("DELETE " + SOME_LEAD, "application/json"), 401);
    statuses.put(unread("POST /admin/v1/customers", "application/json"), 401);
    statuses.put(unread("PUT /admin/v1/customers/c/token", "application/json"), 401);
    statuses.put(unread("POST /v2/leads", "application/json"), 404);
    statuses.put(unread("POST /openapi", "application/json"), 405);
    statuses.put(unread("GET /schemas/submission.json", "application/json"), 404);
    statuses.put(unread("PUT /v1/leads", "application/json"), 405);
    statuses.put(unread("POST /v1/leads", "text/plain"), 415);
    String key = onboarding.providerWithCustomer().key().reveal();
    String unauthorized =
        head(
            "POST /admin/v1/customers",
            "Content-Type: application/json",
            "Authorization: Bearer " + key,
            "Transfer-Encoding: chunked",
            "Expect: 100-continue");
    statuses.put(unauthorized, 403);
    answersTo(statuses.keySet())
        .forEach(
            (request, answer) ->
                assertThat(answer)
                    .as(request)
                    .startsWith("HTTP/1.1 " + statuses.get(request))
                    .doesNotContain("100 Continue"));
  }

  private static String unread(String call, String type) {
    return head(call, "Content-Type: " + type, "Content-Length: 1000000", "Expect: 100-continue");
  }

  @Test
  void rejectionAfterTheWholeBodyKeepsTheConnection() {
    String key = onboarding.providerWithCustomer().key().reveal();
    try (RawConnection connection = new RawConnection(gateway)) {
      for (int i = 0; i < 2; i++) {
        connection.head(
            "POST /v1/leads",
            "Content-Type: application/json",
            "Authorization: Bearer " + key,
            "Content-Length: 2");
        connection.send("{}");
        assertThat(connection.readUntil("}]}")).contains("HTTP/1.1 422");
      }
    }
  }

  @Test
  void providerWithAFullShareIsLimitedAndOthersAreNot() {
    Onboarding.Pair greedy = onboarding.providerWithCustomer();
    MemoryPool.Share share = budget.providers().share(greedy.provider().slug());
    long taken = takeAll(share);
    try {
      Response refused = submit(greedy);
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.<String>path("type")).isEqualTo("/problems/rate-limited");
      assertThat(refused.header("Retry-After")).isEqualTo("5");
      assertThat(submit(onboarding.providerWithCustomer()).statusCode()).isEqualTo(202);
    } finally {
      share.give(taken);
    }
    assertThat(submit(greedy).statusCode()).isEqualTo(202);
  }

  @Test
  void providersCannotBlockCallbacksAndAdministrators() {
    Onboarding.Pair pair = onboarding.providerWithCustomer();
    String address = CalledBackLead.submit(pair, "only", tokens).address();
    assertNothingHeld(); // Memory given back later would leave room.
    MemoryPool.Share[] shares = new MemoryPool.Share[4];
    long[] taken = new long[4];
    for (int i = 0; i < 4; i++) {
      shares[i] = budget.providers().share("greedy " + UUID.randomUUID());
      taken[i] = takeAll(shares[i]);
    }
    try {
      Response refused = submit(pair);
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.<String>path("type")).isEqualTo("/problems/store-unavailable");
      assertThat(refused.header("Retry-After")).isEqualTo("5");
      given().body("{\"status\":\"En cours\"}").post(address).then().statusCode(200);
    } finally {
      for (int i = 0; i < 4; i++) {
        shares[i].give(taken[i]);
      }
    }
    assertThat(submit(pair).statusCode()).isEqualTo(202);
    assertNothingHeld();
  }

  @Test
  void abortedRequestReleasesItsMemory() {
    Onboarding.Pair pair = onboarding.providerWithCustomer();
    try (RawConnection connection = new RawConnection(gateway)) {
      connection.head(
          "POST /v1/leads",
          "Content-Type: application/json",
          "Authorization: Bearer " + pair.key().reveal(),
          "Content-Length: 1000000");
      connection.send("x".repeat(500_000));
      await().atMost(PATIENCE).until(() -> budget.providers().held() >= 500_000);
    }
    assertNothingHeld();
  }

  /**
   * All that is answered to each request before its connection is closed. Closing takes a moment,
   * so the connections are open at the same time.
   */
  private Map<String, String> answersTo(Collection<String> requests) {
    Map<String, RawConnection> connections = new LinkedHashMap<>();
    try {
      for (String request : requests) {
        connections.put(request, new RawConnection(gateway));
        connections.get(request).send(request);
      }
      Map<String, String> answers = new LinkedHashMap<>();
      connections.forEach((request, open) -> answers.put(request, open.readToTheEnd()));
      assertThat(answers).hasSize(requests.size());
      return answers;
    } finally {
      connections.values().forEach(RawConnection::close);
    }
  }

  private static String head(String call, String... headers) {
    return call + " HTTP/1.1\r\nHost: localhost\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
  }

  /** The rest of the log is about what the application does meanwhile. */
  private static void assertNoException(CapturedLog log) {
    assertThat(log.lines(OF_REQUESTS, OF_OTHER_WORK)).noneMatch(line -> line.contains("Exception"));
  }

  private void assertNothingHeld() {
    await().atMost(PATIENCE).until(() -> budget.heldBytes() == 0);
  }

  private static long takeAll(MemoryPool.Share share) {
    long taken = 0;
    for (long step = 1L << 40; step > 0; step /= 2) {
      try {
        share.take(step);
        taken += step;
      } catch (io.leadloop.error.ProblemException full) {
        continue;
      }
    }
    return taken;
  }

  private String address() {
    return CalledBackLead.submit(onboarding.providerWithCustomer(), "only", tokens).address();
  }

  private static Response submit(Onboarding.Pair pair) {
    return pair.asProvider()
        .contentType("application/json")
        .body(
            "{\"customer\":\"%s\",\"lead\":{\"lastname\":\"D\",\"phone\":\"0601020304\"}}"
                .formatted(pair.customer().slug()))
        .post("/v1/leads");
  }
}
