package io.leadloop.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.testing.Credentials;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import io.leadloop.testing.Tokens;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests that are open when their caller's key or token ends. */
@GatewayTest
class RevalidationTest {
  /** Less than the time-outs of bodies and idle connections, which would also end it. */
  private static final int PATIENCE_MILLIS = 20_000;

  /** A type, and a client that waits before it sends a body. */
  private static final String INVITED = "application/json\r\nExpect: 100-continue";

  @Inject Onboarding onboarding;
  @Inject Credentials credentials;
  @Inject Pool pool;

  @ConfigProperty(name = "leadloop.public-url")
  URI gateway;

  private Onboarding.Pair pair;
  private String key;

  @BeforeEach
  void prepare() {
    pair = onboarding.providerWithCustomer();
    key = pair.key().reveal();
  }

  @Test
  void eventStreamEndsWithItsKeyAndOthersContinue() throws IOException {
    String other = onboarding.providerFor(pair.customer()).key().reveal();
    try (Socket stream = follow(key);
        Socket othersStream = follow(other)) {
      administrator().delete(provider() + "/keys/" + pair.key().publicId()).then().statusCode(204);
      awaitEnd(stream);
      assertOpen(othersStream);
    }
  }

  /** No line after the end is accepted. */
  @Test
  void bulkLeadsEndWithTheirProvider() throws IOException {
    try (Socket socket = connect()) {
      send(socket, head(key, "POST /v1/leads", "application/x-ndjson"));
      sendChunk(socket, line("before"));
      BufferedReader answers = reader(socket);
      String line = answers.readLine();
      while (!line.contains("\"before\"")) {
        line = answers.readLine();
      }
      administrator()
          .contentType(ContentType.JSON)
          .body(Map.of("disabled", true))
          .patch(provider());
      awaitEnd(socket);
      try {
        sendChunk(socket, line("after"));
      } catch (IOException closed) {
        // Expected.
      }
    }
    administrator().contentType(ContentType.JSON).body(Map.of("disabled", false)).patch(provider());
    assertThat(
            pool.preparedQuery("select reference from lead where provider_id = $1")
                .executeAndAwait(Tuple.of(pair.provider().id().value())))
        .extracting(row -> row.getString(0))
        .containsExactly("before");
  }

  @Test
  void slowBodyEndsWithItsKeysExpiry() throws IOException {
    try (Socket socket = connect()) {
      send(socket, head(key, "POST /v1/leads", INVITED));
      awaitInvitation(socket);
      sendChunk(socket, "{\"customer\":");
      pool.preparedQuery("update provider_key set expires_at = now() where public_id = $1")
          .executeAndAwait(Tuple.of(pair.key().publicId()));
      awaitEnd(socket);
    }
  }

  @Test
  void administratorRequestEndsWithItsToken() throws IOException {
    Map<String, Object> claims = Tokens.administrator();
    claims.put("exp", Instant.now().getEpochSecond() + 8);
    try (Socket socket = connect()) {
      send(socket, head(Tokens.signed(claims), "POST /admin/v1/keys", INVITED));
      awaitInvitation(socket);
      sendChunk(socket, "{\"name\":");
      awaitEnd(socket);
    }
  }

  private Socket follow(String providerKey) throws IOException {
    Socket socket = connect();
    send(
        socket,
        "GET /v1/events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
            + "Authorization: Bearer %s\r\n\r\n".formatted(providerKey));
    BufferedReader stream = reader(socket);
    assertThat(stream.readLine()).startsWith("HTTP/1.1 200");
    return socket;
  }

  /** By then the caller is authenticated. */
  private static void awaitInvitation(Socket socket) throws IOException {
    assertThat(reader(socket).readLine()).startsWith("HTTP/1.1 100");
  }

  private static void awaitEnd(Socket socket) throws IOException {
    try {
      while (socket.getInputStream().read() >= 0) {}
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the connection is still open", e);
    } catch (IOException reset) {
      // A connection closed with unread bytes is reset.
    }
  }

  private static void assertOpen(Socket socket) throws IOException {
    socket.setSoTimeout(1);
    try {
      while (socket.getInputStream().read() >= 0) {}
      throw new AssertionError("the connection was closed");
    } catch (SocketTimeoutException open) {
      // Nothing to read, and no end.
    }
  }

  private String line(String reference) {
    return ("{\"customer\":\"%s\",\"reference\":\"%s\","
            + "\"lead\":{\"lastname\":\"D\",\"phone\":\"0601020304\"}}\n")
        .formatted(pair.customer().slug(), reference);
  }

  private String provider() {
    return "/admin/v1/providers/" + pair.provider().slug();
  }

  private RequestSpecification administrator() {
    return credentials.asAdministrator();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(gateway.getHost(), gateway.getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  private static String head(String credential, String call, String contentType) {
    return """
    %s HTTP/1.1\r
    Host: localhost\r
    Authorization: Bearer %s\r
    Content-Type: %s\r
    Transfer-Encoding: chunked\r
    \r
    """
        .formatted(call, credential, contentType);
  }

  private static void sendChunk(Socket socket, String text) throws IOException {
    send(socket, Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(UTF_8));
    socket.getOutputStream().flush();
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
  }
}
