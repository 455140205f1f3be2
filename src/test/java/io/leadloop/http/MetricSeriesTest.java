package io.leadloop.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.testing.GatewayTest;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Metrics;
import io.quarkus.test.common.http.TestHTTPResource;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Clients cannot create an unbounded number of metric series. */
@GatewayTest
class MetricSeriesTest {
  private static final int PATIENCE_MILLIS = 60_000;
  private static final int REQUESTS = 1_000;

  /** Allowance for new series of response kinds, which do not depend on callers. */
  private static final int KINDS_OF_ANSWERS = 40;

  private static final List<String> PATHS =
      List.of("/openapi", "/v1/leads", "/callbacks/x", "/asyncapi.yaml", "/", "/nothing", "*");

  private static final List<String> METHODS =
      List.of("GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE");

  @ConfigProperty(name = "leadloop.public-url")
  URI gateway;

  @TestHTTPResource(value = "/metrics", management = true)
  URI management;

  @Test
  void unknownMethodsShareOneSeries() throws IOException {
    assertNothingGrows(i -> request("M" + i + UUID.randomUUID(), PATHS.get(i % PATHS.size())));
    assertThat(values("method")).contains("OTHER").allMatch(method -> method.length() <= 7);
  }

  @Test
  void longMethodsShareIt() throws IOException {
    int before = httpSeries().size();
    for (int i = 0; i < 20; i++) {
      send(gateway, List.of(request(i + "M".repeat(15_000), "/openapi")));
    }
    assertThat(httpSeries().size() - before).isLessThanOrEqualTo(KINDS_OF_ANSWERS);
    assertThat(values("method")).allMatch(method -> method.length() <= 7);
  }

  @Test
  void unknownPathsShareOneSeries() throws IOException {
    List<String> below =
        List.of(
            "/",
            "//",
            "/v1/",
            "/v1/leads/",
            "/v1//",
            "/callbacks/",
            "//callbacks/",
            "/schemas/",
            "/admin/v1/customers/",
            "/openapi/",
            "/{",
            "http://x/");
    assertNothingGrows(
        i -> {
          String method = METHODS.get(i % METHODS.size());
          String path = below.get(i % below.size()) + UUID.randomUUID();
          return request(method, i % 5 == 0 ? path + "/" : path);
        });
  }

  @Test
  void abortedRequestsCreateNoSeries() throws IOException {
    Set<String> before = httpSeries();
    for (int i = 0; i < 300; i++) {
      try (Socket socket = connect(gateway)) {
        String path = PATHS.get(i % PATHS.size()) + "/" + UUID.randomUUID();
        String method = i % 2 == 0 ? "M" + i : "POST";
        socket
            .getOutputStream()
            .write(head(method, path, "Content-Length: 1000000\r\n").getBytes(ISO_8859_1));
        socket.getOutputStream().write("{".getBytes(ISO_8859_1));
      }
    }
    send(gateway, List.of(request("GET", "/openapi")));
    assertThat(newSince(before)).hasSizeLessThanOrEqualTo(KINDS_OF_ANSWERS);
  }

  @Test
  void managementPortIsBoundedToo() throws IOException {
    Set<String> before = httpSeries();
    send(
        management,
        IntStream.range(0, REQUESTS)
            .mapToObj(i -> request("M" + i, "/metrics/" + UUID.randomUUID()))
            .toList());
    assertThat(newSince(before)).hasSizeLessThanOrEqualTo(KINDS_OF_ANSWERS);
  }

  private void assertNothingGrows(IntFunction<String> request) throws IOException {
    Set<String> before = httpSeries();
    send(gateway, IntStream.range(0, REQUESTS).mapToObj(request).toList());
    assertThat(newSince(before)).hasSizeLessThanOrEqualTo(KINDS_OF_ANSWERS);
  }

  private static Set<String> newSince(Set<String> before) {
    Set<String> after = httpSeries();
    after.removeAll(before);
    return after;
  }

  private static Set<String> httpSeries() {
    return Metrics.globalRegistry.getMeters().stream()
        .map(Meter::getId)
        .filter(id -> id.getName().startsWith("http."))
        .map(Meter.Id::toString)
        .collect(Collectors.toSet());
  }

  private static Set<String> values(String tag) {
    return Metrics.globalRegistry.getMeters().stream()
        .map(meter -> meter.getId().getTag(tag))
        .filter(value -> value != null)
        .collect(Collectors.toSet());
  }

  private static String request(String method, String path) {
    return head(method, path, "Connection: close\r\n");
  }

  private static String head(String method, String path, String headers) {
    return "%s %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n".formatted(method, path, headers);
  }

  /**
   * Sends each on a separate connection and waits for the end of its response. A series may appear
   * a moment later; among a thousand the last do not matter.
   */
  private static void send(URI server, List<String> requests) throws IOException {
    for (String request : requests) {
      try (Socket socket = connect(server)) {
        socket.getOutputStream().write(request.getBytes(ISO_8859_1));
        InputStream answer = socket.getInputStream();
        assertThat(answer.readAllBytes()).isNotEmpty();
      }
    }
  }

  private static Socket connect(URI server) throws IOException {
    Socket socket = new Socket(server.getHost(), server.getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }
}
