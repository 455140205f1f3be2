package io.leadloop.attacks;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.testing.PackagedGateway;
import io.leadloop.testing.Tokens;
import io.leadloop.vault.ApiKey;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Keys that end when they end, and strangers' keys and tokens that cost the others nothing. */
@Tag("long")
class AccessAttacksIT extends CallerAttack {
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final List<String> MALFORMED =
      List.of("..", "...", "....", ".", "a.b", "a.b.c", "e30.e30.", "eyJhbGciOiJSUzI1NiJ9..x", "-");
  private static final int TOKENS = 300;
  private static final int SENDERS = 8;
  private static final int GUESSES = 4_000;
  private static final Duration START_WITHIN = Duration.ofMinutes(1);

  @Test
  void malformedTokensDoNotBlockValidOnes() throws Exception {
    String administrator = Tokens.signed(Tokens.administrator(issuer.url()), issuersKey);
    attack(
        "Bearer tokens that are not tokens, such as `..`",
        "%d, from as many addresses".formatted(TOKENS),
        () -> {
          assertThat(status("/admin/v1/customers", administrator, "192.0.2.1")).isEqualTo(200);
          for (int i = 0; i < TOKENS; i++) {
            String address = "198.51.%d.%d".formatted(i / 250, i % 250 + 1);
            String token = MALFORMED.get(i % MALFORMED.size());
            assertThat(status("/v1/me", token, address)).as(token).isEqualTo(401);
            assertThat(status("/admin/v1/customers", administrator, "192.0.2.1"))
                .as("the administrator's own after %s", token)
                .isEqualTo(200);
          }
          return "each 401; the administrator's good token 200 after each";
        });
  }

  @Test
  void streamsEndWithTheirKeys() throws Exception {
    attack(
        "Streams that stay open when their key ends",
        "a stream of events and leads in bulk for each of a revoked key, an expired one and a"
            + " disabled provider",
        () -> {
          JsonPath revoked = key(Map.of());
          Duration whenRevoked =
              endOf(revoked.getString("api_key"), () -> revoke(revoked.getString("id")));

          Instant expiry = Instant.now().plusSeconds(5);
          JsonPath expiring = key(Map.of("expires_at", expiry.toString()));
          Duration whenExpired =
              endOf(
                  expiring.getString("api_key"),
                  () -> pause(Duration.between(Instant.now(), expiry)));

          JsonPath leaver =
              gateway
                  .installation()
                  .administer(
                      "/admin/v1/providers",
                      Map.of(
                          "slug", "leaver", "name", "Leaver", "customers", List.of("customer-0")));
          Duration whenDisabled = endOf(leaver.getString("api_key"), () -> disable("leaver"));
          return "all ended, after %d, %d and %d ms"
              .formatted(whenRevoked.toMillis(), whenExpired.toMillis(), whenDisabled.toMillis());
        });
  }

  /** How long the streams of a key go on when it has ended. */
  private Duration endOf(String key, Runnable end) {
    RawConnection events = connect();
    events.send(
        "GET /v1/events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
            + "Authorization: Bearer %s\r\n\r\n".formatted(key));
    RawConnection bulk = connect();
    bulk.send(
        "POST /v1/leads HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
            + "Transfer-Encoding: chunked\r\nAuthorization: Bearer %s\r\n\r\n".formatted(key));
    await()
        .atMost(PATIENCE)
        .pollInterval(POLL)
        .until(
            () -> {
              sendLead(bulk);
              return events.status() == 200 && bulk.status() == 200;
            });
    end.run();
    long ended = System.nanoTime();
    await()
        .atMost(ENDS_WITHIN)
        .pollInterval(POLL)
        .until(
            () -> {
              sendLead(bulk);
              return events.hasEnded() && bulk.hasEnded();
            });
    return Duration.ofNanos(System.nanoTime() - ended);
  }

  private static void sendLead(RawConnection bulk) {
    String line =
        "{\"customer\":\"customer-0\",\"lead\":{\"lastname\":\"Dupont\",\"phone\":\"0601020304\"}}\n";
    bulk.send("%x\r\n%s\r\n".formatted(line.length(), line));
  }

  private static JsonPath key(Map<String, Object> key) {
    return gateway
        .installation()
        .administer("/admin/v1/providers/%s/keys".formatted(attacker().slug()), key);
  }

  private static void revoke(String id) {
    gateway
        .installation()
        .administrator()
        .delete("/admin/v1/providers/%s/keys/%s".formatted(attacker().slug(), id))
        .then()
        .statusCode(204);
  }

  private static void disable(String provider) {
    gateway
        .installation()
        .administrator()
        .contentType(ContentType.JSON)
        .body(Map.of("disabled", true))
        .patch("/admin/v1/providers/" + provider)
        .then()
        .statusCode(200);
  }

  @Test
  void guessedKeysCostNoTransactionsAndDoNotAffectOthers() throws Exception {
    JsonPath revoked = key(Map.of());
    revoke(revoked.getString("id"));
    attack(
        "Guessed keys, from one address behind a trusted proxy",
        "%,d keys".formatted(GUESSES),
        () -> {
          long calm = transactionsWithin(() -> pause(Duration.ofSeconds(2)));
          AtomicInteger refused = new AtomicInteger();
          long began = System.nanoTime();
          long spent =
              transactionsWithin(() -> inParallel(SENDERS, SENDERS, sender -> guess(refused)));
          double seconds = (System.nanoTime() - began) / 1e9;
          long guesses = Math.max(0, spent - Math.round(calm * seconds / 2));
          assertThat(refused.get()).as("guesses answered 401").isEqualTo(GUESSES);
          assertThat(guesses).as("transactions of the guesses").isLessThan(GUESSES / 10);
          await().atMost(ENDS_WITHIN).until(() -> stranger(revoked.getString("api_key")) == 401);
          assertThat(stranger(revoked.getString("api_key"))).as("a stranger's").isEqualTo(401);
          assertThat(stranger(goodProvider().key())).as("a stranger's good key").isEqualTo(200);
          return "%d transactions in %.1f s; another address's revoked key 401, its good one 200"
              .formatted(guesses, seconds);
        });
  }

  private static int stranger(String key) {
    return status("/v1/me", key, "198.51.100.9");
  }

  private static void guess(AtomicInteger refused) {
    try (SocketRequests requests = new SocketRequests(gateway.url())) {
      for (int i = 0; i < GUESSES / SENDERS; i++) {
        int status =
            requests.send(
                "GET /v1/me HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 203.0.113.7\r\n"
                    + "Authorization: Bearer %s\r\n\r\n"
                        .formatted(ApiKey.generate(ApiKey.Owner.PROVIDER).reveal()));
        if (status == 401) {
          refused.incrementAndGet();
        }
      }
    }
  }

  /** How many transactions end while something is done; the database counts them once a second. */
  private static long transactionsWithin(Runnable deed) {
    long before = gateway.transactions();
    deed.run();
    return gateway.transactions() - before;
  }

  @Test
  void shortBootstrapKeyStopsTheStart() throws Exception {
    attack(
        "A bootstrap key that can be guessed",
        "a start with `lla_a_b`",
        () -> {
          Map<String, String> settings = new HashMap<>(gateway.installation().settings());
          settings.put("LEADLOOP_ADMIN_BOOTSTRAP_KEY", "lla_a_b");
          PackagedGateway another = PackagedGateway.launchReplica(directory, settings);
          try {
            await().atMost(START_WITHIN).until(() -> !another.isAlive() || isListening(another));
            assertThat(isListening(another)).as("it takes requests").isFalse();
            assertThat(another.output()).contains("leadloop.admin.bootstrap-key", "40");
          } finally {
            another.kill();
          }
          return "refused at the start";
        });
  }

  private static boolean isListening(PackagedGateway gateway) {
    return gateway.output().contains("Listening on:");
  }

  /** How a request is answered that came from that address to the proxy. */
  private static int status(String path, String credentials, String address) {
    return given()
        .baseUri(gateway.url())
        .header("X-Forwarded-For", address)
        .header("Authorization", "Bearer " + credentials)
        .get(path)
        .statusCode();
  }
}
