package io.leadloop.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.NarrowProfile;
import io.leadloop.testing.Onboarding;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that open a request and stall. */
@GatewayTest
@TestProfile(NarrowProfile.class)
class SlowClientsTest {
  private static final int PATIENCE_MILLIS = 60_000;

  /** Together longer than the idle time-out. */
  private static final int HEARTBEATS = 14;

  private static final String CHUNK = "10000\r\n" + "x".repeat(0x10000) + "\r\n";

  @Inject Onboarding onboarding;

  @ConfigProperty(name = "leadloop.public-url")
  URI gateway;

  @Test
  void slowBodyIsRejected() throws IOException {
    try (Socket socket = connect()) {
      send(
          socket,
          head(onboarding.providerWithCustomer(), "application/json", "Content-Length: 100"));
      send(socket, "{\"customer\":");
      assertThat(readToTheEnd(socket))
          .startsWith("HTTP/1.1 408")
          .contains("application/problem+json", "/problems/request-timeout");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=b"
      })
  void slowFormIsRejected(String type) throws IOException {
    try (Socket socket = connect()) {
      send(
          socket,
          "POST /addlead/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\nContent-Type: "
              + type
              + "\r\n\r\n--b\r\n");
      assertThat(readToTheEnd(socket))
          .startsWith("HTTP/1.1 408")
          .contains("application/problem+json", "/problems/request-timeout");
    }
  }

  @Test
  void unannouncedBodyIsRejectedAtItsLimit() throws IOException {
    try (Socket socket = connect()) {
      send(
          socket,
          head(
              onboarding.providerWithCustomer(), "application/json", "Transfer-Encoding: chunked"));
      for (int sent = 0; sent < 48 && socket.getInputStream().available() == 0; sent++) {
        try {
          send(socket, CHUNK);
        } catch (IOException closed) {
          break;
        }
      }
      assertThat(readToTheEnd(socket))
          .startsWith("HTTP/1.1 413")
          .contains("/problems/body-too-large");
    }
  }

  @Test
  void endlessHeadersTimeOut() throws IOException {
    try (Socket socket = connect()) {
      send(socket, "POST /v1/leads HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
      assertThat(readToTheEnd(socket)).isEmpty();
    }
  }

  @Test
  void bulkLeadsMayTakeAsLongAsTheyKeepComing() throws IOException {
    Onboarding.Pair pair = onboarding.providerWithCustomer();
    String line =
        "{\"customer\":\"%s\",\"lead\":{\"lastname\":\"D\",\"phone\":\"0601020304\"}}\n"
            .formatted(pair.customer().slug());
    try (Socket socket = connect()) {
      send(socket, head(pair, "application/x-ndjson", "Transfer-Encoding: chunked"));
      long until = System.nanoTime() + NarrowProfile.BODY_TIMEOUT.multipliedBy(2).toNanos();
      BufferedReader answers =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      while (System.nanoTime() < until) {
        send(socket, Integer.toHexString(line.length()) + "\r\n" + line + "\r\n");
        assertThat(nextLead(answers)).contains("\"state\":\"queued\"");
      }
    }
  }

  @Test
  void idleEventStreamStaysOpen() throws IOException {
    String key = onboarding.providerWithCustomer().key().reveal();
    try (Socket socket = connect()) {
      send(
          socket,
          "GET /v1/events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
              + "Authorization: Bearer %s\r\n\r\n".formatted(key));
      StringBuilder read = new StringBuilder();
      while (read.toString().split("still here", -1).length <= HEARTBEATS) {
        int next = socket.getInputStream().read();
        assertThat(next).as("the stream goes on after " + read).isNotNegative();
        read.append((char) next);
      }
    }
  }

  private static String nextLead(BufferedReader answers) throws IOException {
    String line = answers.readLine();
    while (line != null && !line.startsWith("{")) {
      line = answers.readLine();
    }
    return line;
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(gateway.getHost(), gateway.getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  private static String head(Onboarding.Pair pair, String contentType, String more) {
    return """
    POST /v1/leads HTTP/1.1\r
    Host: localhost\r
    Authorization: Bearer %s\r
    Content-Type: %s\r
    %s\r
    \r
    """
        .formatted(pair.key().reveal(), contentType, more);
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(UTF_8));
    socket.getOutputStream().flush();
  }

  private static String readToTheEnd(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), UTF_8);
  }
}
