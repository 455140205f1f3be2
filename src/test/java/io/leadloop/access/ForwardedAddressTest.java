package io.leadloop.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.testing.Credentials;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.NarrowProfile;
import io.leadloop.vault.ApiKey;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Clients behind a proxy, and clients that pretend to be. */
@GatewayTest
@TestProfile(NarrowProfile.class)
class ForwardedAddressTest {
  private static final int PATIENCE_MILLIS = 60_000;
  private static final String UNTRUSTED = "127.0.0.3";
  private static final Pattern WAIT = Pattern.compile("(?is).*\r\nretry-after: \\d.*");

  @Inject Credentials credentials;
  @Inject Pool pool;

  @ConfigProperty(name = "leadloop.public-url")
  URI gateway;

  @Test
  void onlyTrustedProxiesForwardAddresses() throws IOException {
    String forwarded = "203.0.113.9, 198.51.100.7";
    assertThat(auditedAddress(NarrowProfile.TRUSTED_PROXY, forwarded)).isEqualTo("198.51.100.7");
    String own = NarrowProfile.TRUSTED_PROXY + ", 198.51.100.7";
    assertThat(auditedAddress(NarrowProfile.TRUSTED_PROXY, own)).isEqualTo("198.51.100.7");
    assertThat(auditedAddress(UNTRUSTED, forwarded)).isEqualTo(UNTRUSTED);
  }

  /** Regression: a revoked key had to wait because of others behind the proxy. */
  @Test
  void clientsBehindAProxyAreCountedSeparately() throws IOException {
    for (int i = 0; i <= NarrowProfile.FREE_FAILURES; i++) {
      assertThat(guess("198.51.100.8")).startsWith("HTTP/1.1 401").doesNotMatch(WAIT);
    }
    awaitRefusal(number -> "198.51.100.8");
    assertThat(guess("198.51.100.9")).startsWith("HTTP/1.1 401").doesNotMatch(WAIT);
    awaitRefusal(number -> "198.51.100." + (10 + number) + ", 198.51.100.8");
  }

  /**
   * Each guess makes the next wait longer, so that one comes too early however slow they are.
   *
   * @param forwardedFor by the number of the guess
   */
  private void awaitRefusal(IntFunction<String> forwardedFor) {
    AtomicInteger guesses = new AtomicInteger();
    await()
        .until(
            () -> guess(forwardedFor.apply(guesses.getAndIncrement())),
            answer -> answer.startsWith("HTTP/1.1 401") && WAIT.matcher(answer).matches());
  }

  private String guess(String forwardedFor) throws IOException {
    String key = ApiKey.generate(ApiKey.Owner.ADMINISTRATOR).reveal();
    return send(NarrowProfile.TRUSTED_PROXY, forwardedFor, key, "nobody");
  }

  private String auditedAddress(String from, String forwardedFor) throws IOException {
    String name = UUID.randomUUID().toString();
    String key = credentials.of("ADMINISTRATOR_KEY").orElseThrow();
    assertThat(send(from, forwardedFor, key, name)).startsWith("HTTP/1.1 201");
    return pool.preparedQuery("select address from audit_entry where after like $1")
        .executeAndAwait(Tuple.of("%" + name + "%"))
        .iterator()
        .next()
        .getString(0);
  }

  /** Creates a key of this name from a local address. */
  private String send(String from, String forwardedFor, String key, String name)
      throws IOException {
    String body = "{\"name\":\"%s\"}".formatted(name);
    try (Socket socket =
        new Socket(
            InetAddress.getByName("127.0.0.1"),
            gateway.getPort(),
            InetAddress.getByName(from),
            0)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket
          .getOutputStream()
          .write(
              """
              POST /admin/v1/keys HTTP/1.1\r
              Host: localhost\r
              Connection: close\r
              Authorization: Bearer %s\r
              X-Forwarded-For: %s\r
              Content-Type: application/json\r
              Content-Length: %d\r
              \r
              %s\
              """
                  .formatted(key, forwardedFor, body.length(), body)
                  .getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
