package io.leadloop.intake.bulk;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.lead.Leads;
import io.leadloop.lead.UnreadableLeads;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import io.leadloop.vault.Vault;
import io.quarkus.test.junit.QuarkusMock;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bulk requests: one lead and one answer per line. */
@GatewayTest
class LeadStreamTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  @Inject Onboarding onboarding;
  @Inject Vault vault;

  @ConfigProperty(name = "leadloop.public-url")
  URI gateway;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private Onboarding.Pair pair;

  @BeforeEach
  void onboard() {
    pair = onboarding.providerWithCustomer();
  }

  @Test
  void eachLineIsAnsweredByALineInTheSameOrder() {
    List<JsonNode> answers =
        answers(send(submission("r-1"), submission("r-2"), submission("r-1"), submission("r-3")));

    assertThat(answers)
        .extracting(a -> a.get("reference").asText())
        .containsExactly("r-1", "r-2", "r-1", "r-3");
    assertThat(answers.get(0).get("state").asText()).isEqualTo("queued");
    assertThat(answers)
        .extracting(a -> a.get("outcome").asText())
        .containsExactly("accepted", "accepted", "replayed", "accepted");
    assertThat(answers).extracting(a -> a.get("line").asInt()).containsExactly(1, 2, 3, 4);
    assertThat(answers.get(2).get("id")).isEqualTo(answers.get(0).get("id"));
    assertThat(answers.get(1).get("lane").get("ahead").isIntegralNumber()).isTrue();
  }

  @Test
  void aBadLineGetsItsProblemAndTheRestIsAccepted() {
    String tooLong = submission("x".repeat(1_100_000));
    String stranger = submission("s").replace(pair.customer().slug(), "no-such-customer");
    String conflict = submission("good-1").replace("Dupont", "Durand");
    List<JsonNode> answers =
        answers(
            send(
                submission("good-1"),
                "{",
                "",
                "{}",
                tooLong,
                stranger,
                conflict,
                submission("good-2")));

    assertThat(answers).hasSize(7);
    assertThat(answers.get(0).get("reference").asText()).isEqualTo("good-1");
    problem(answers.get(1), 2, 400, "malformed-body");
    problem(answers.get(2), 4, 422, "invalid-lead");
    assertThat(answers.get(2).get("errors").findValuesAsText("pointer"))
        .contains("/customer", "/lead");
    problem(answers.get(3), 5, 413, "body-too-large");
    problem(answers.get(4), 6, 403, "customer-not-granted");
    problem(answers.get(5), 7, 409, "reference-conflict");
    assertThat(answers.get(5).get("reference").asText()).isEqualTo("good-1");
    assertThat(answers.get(6).get("reference").asText()).isEqualTo("good-2");
  }

  /** Regression: new leads were answered 503, too, although they were on disk. */
  @Test
  void onlyTheRepeatsAreRefusedWhileTheFirstLeadsCannotBeRead() {
    answers(send(submission("known")));
    QuarkusMock.installMockForType(new UnreadableLeads(vault), Leads.class);
    List<JsonNode> answers =
        answers(send(submission("new-1"), submission("known"), submission("new-2")));
    assertThat(answers)
        .extracting(answer -> answer.get("outcome").asText())
        .containsExactly("accepted", "refused", "accepted");
    problem(answers.get(1), 2, 503, "store-unavailable");
  }

  /** Such a body was consumed before its resource ran, which then waited forever. */
  @ParameterizedTest
  @ValueSource(strings = {"/v1/leads/", "/v1/leads;a=b", "/v1/leads/;a=b", "/v1;a/leads//"})
  void theSameAddressInAnotherSpellingIsAnsweredAsWell(String path) {
    String answer =
        given()
            .urlEncodingEnabled(false)
            .header("Authorization", "Bearer " + pair.key().reveal())
            .header("Content-Type", "application/x-ndjson")
            .body(submission("r-1").getBytes(StandardCharsets.UTF_8))
            .post(path)
            .then()
            .statusCode(200)
            .extract()
            .asString();
    assertThat(answer).contains("\"reference\":\"r-1\"");
  }

  /** Larger than all socket buffers: the client reads while it sends. */
  @Test
  void manyMegabytesPassAndCanBeSentAgain() {
    String text = "x".repeat(500);
    requireAllPassAndCanBeSentAgain(
        IntStream.range(0, 10_000).mapToObj(i -> submission("bulk-" + i, text)).toList());
  }

  @Tag("long")
  @Test
  void manyLeadsPassAndCanBeSentAgain() {
    requireAllPassAndCanBeSentAgain(
        IntStream.range(0, 50_000).mapToObj(i -> submission("bulk-" + i)).toList());
  }

  private void requireAllPassAndCanBeSentAgain(List<String> lines) {
    assertThat(lines.stream().mapToInt(String::length).sum()).isGreaterThan(5_000_000);

    int repeated = lines.size() * 2 / 5;
    List<JsonNode> first = sendAndRead(lines);
    List<JsonNode> again = sendAndRead(lines.subList(0, repeated));

    assertThat(first).hasSize(lines.size());
    assertThat(first).allMatch(answer -> answer.has("id"));
    assertThat(ids(first).distinct()).hasSize(lines.size());
    assertThat(ids(again)).isEqualTo(ids(first).limit(repeated).toList());
  }

  @Test
  void answersComeWhileTheBodyIsStillOnItsWay() throws IOException {
    try (Connection connection = new Connection()) {
      connection.sendLine(submission("early-1"));
      assertThat(connection.awaitLineWith("early-1")).contains("\"state\":\"queued\"");
      connection.sendLine(submission("early-2"));
      assertThat(connection.awaitLineWith("early-2")).contains("\"state\":\"queued\"");
    }
  }

  @Test
  void anInterruptedRequestCanBeRepeated() throws IOException {
    String first;
    try (Connection connection = new Connection()) {
      connection.sendLine(submission("broken-1"));
      first = connection.awaitLineWith("broken-1");
      connection.sendPiece(submission("broken-2").substring(0, 30));
    }
    List<JsonNode> answers = answers(send(submission("broken-1"), submission("broken-2")));

    assertThat(first).contains(answers.get(0).get("id").asText());
    assertThat(answers.get(1).get("state").asText()).isEqualTo("queued");
  }

  @ParameterizedTest
  @ValueSource(strings = {"k", ""})
  void oneKeyCannotServeManyLeads(String key) {
    pair.asProvider()
        .header("Idempotency-Key", key)
        .contentType("application/x-ndjson")
        .body(submission("r").getBytes(StandardCharsets.UTF_8))
        .post("/v1/leads")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors.pointer[0]", is("Idempotency-Key"));
  }

  @Test
  void withoutAKeyNoLineIsRead() {
    given()
        .contentType("application/x-ndjson")
        .body(submission("r").getBytes(StandardCharsets.UTF_8))
        .post("/v1/leads")
        .then()
        .statusCode(401)
        .contentType("application/problem+json");
  }

  @Test
  void anEmptyBodyHasAnEmptyAnswer() {
    assertThat(answers(send())).isEmpty();
  }

  private static void problem(JsonNode answer, int line, int status, String slug) {
    assertThat(answer.get("line").asInt()).isEqualTo(line);
    assertThat(answer.get("status").asInt()).isEqualTo(status);
    assertThat(answer.get("type").asText()).isEqualTo("/problems/" + slug);
    assertThat(answer.get("detail").asText()).isNotBlank();
  }

  private static Stream<String> ids(List<JsonNode> answers) {
    return answers.stream().map(answer -> answer.get("id").asText());
  }

  private String submission(String reference) {
    return submission(reference, "Dupont");
  }

  private String submission(String reference, String name) {
    return """
    {"customer": "%s", "reference": "%s", "lead": {"lastname": "%s", "phone": "0601020304"}}\
    """
        .formatted(pair.customer().slug(), reference, name);
  }

  private HttpResponse<Stream<String>> send(String... lines) {
    return send(Stream.of(lines));
  }

  private HttpResponse<Stream<String>> send(Stream<String> lines) {
    String body = lines.collect(joining("\n"));
    HttpRequest request =
        HttpRequest.newBuilder(gateway.resolve("/v1/leads"))
            .header("Authorization", "Bearer " + pair.key().reveal())
            .header("Content-Type", "application/x-ndjson")
            .POST(BodyPublishers.ofString(body))
            .build();
    HttpResponse<Stream<String>> response =
        client.sendAsync(request, HttpResponse.BodyHandlers.ofLines()).join();
    assertThat(response.statusCode()).isEqualTo(200);
    return response;
  }

  /** The answers to the lines; the last line holds their number. */
  private static List<JsonNode> answers(HttpResponse<Stream<String>> response) {
    return withoutSummary(response.body().map(LeadStreamTest::json).toList());
  }

  private static List<JsonNode> withoutSummary(List<JsonNode> all) {
    List<JsonNode> answers = all.subList(0, all.size() - 1);
    JsonNode summary = all.get(all.size() - 1).get("summary");
    assertThat(summary.get("lines").asInt()).isEqualTo(answers.size());
    assertThat(summary.has("problem")).isFalse();
    for (String outcome : List.of("accepted", "replayed", "refused")) {
      assertThat(answers)
          .filteredOn(answer -> answer.get("outcome").asText().equals(outcome))
          .hasSize(summary.get(outcome).asInt());
    }
    return answers;
  }

  private List<JsonNode> sendAndRead(List<String> lines) {
    try (Connection connection = new Connection()) {
      CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> connection.sendAll(lines));
      List<JsonNode> answers = connection.readLines();
      sent.join();
      return withoutSummary(answers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode json(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError(line, e);
    }
  }

  /** A client that writes its request slowly. */
  private final class Connection implements AutoCloseable {
    private final Socket socket = new Socket(gateway.getHost(), gateway.getPort());
    private final OutputStream out = socket.getOutputStream();
    private final BufferedReader in =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));

    Connection() throws IOException {
      socket.setSoTimeout(60_000);
      write(
          """
          POST /v1/leads HTTP/1.1\r
          Host: localhost\r
          Authorization: Bearer %s\r
          Content-Type: application/x-ndjson\r
          Transfer-Encoding: chunked\r
          \r
          """
              .formatted(pair.key().reveal()));
    }

    void sendLine(String line) throws IOException {
      sendPiece(line + "\n");
    }

    void sendPiece(String piece) throws IOException {
      write(Integer.toHexString(piece.length()) + "\r\n" + piece + "\r\n");
    }

    void sendAll(List<String> lines) {
      try {
        for (int i = 0; i < lines.size(); i += 500) {
          sendLine(String.join("\n", lines.subList(i, Math.min(lines.size(), i + 500))));
        }
        write("0\r\n\r\n");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Reads all lines, skipping the chunk framing. */
    List<JsonNode> readLines() throws IOException {
      List<JsonNode> lines = new ArrayList<>();
      while (lines.isEmpty() || !lines.get(lines.size() - 1).has("summary")) {
        String line = in.readLine();
        assertThat(line).as("the last line").isNotNull();
        if (line.startsWith("{")) {
          lines.add(json(line));
        }
      }
      return lines;
    }

    String awaitLineWith(String text) throws IOException {
      String line = in.readLine();
      while (line != null && !line.contains(text)) {
        line = in.readLine();
      }
      assertThat(line).as("an answer before the end of the body").isNotNull();
      return line;
    }

    private void write(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
