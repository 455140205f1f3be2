package io.leadloop.oplead;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.oplead.answer.Outcome;
import io.leadloop.oplead.answer.Outcome.Accepted;
import io.leadloop.oplead.answer.Outcome.Refused;
import io.leadloop.oplead.answer.Outcome.Throttled;
import io.leadloop.oplead.answer.Outcome.TokenRefused;
import io.leadloop.oplead.answer.Outcome.Unavailable;
import io.leadloop.oplead.answer.Outcome.Unknown;
import io.leadloop.oplead.status.StatusCode;
import io.leadloop.testing.RawServer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Real answers of APIs, frameworks and proxies: one file each in {@code src/test/resources/field},
 * with its meaning in {@code answers.csv}.
 */
class FieldAnswersTest {
  private static final Path FILES = Path.of("src/test/resources/field/answers");
  private static final String TABLE = "answers.csv";
  private static final String LEAD = "88231";
  private static final URI WEBHOOK = URI.create("https://gw.example/callbacks/x");

  private static Vertx vertx;
  private static OpleadClient client;
  private static RawServer oplead;
  private static volatile Buffer answer;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    client = new TestClient(vertx).client("wire.leads.look-up-path", "/leads?webhook={webhook}");
    oplead = RawServer.answering(vertx, socket -> socket.end(answer));
  }

  @AfterAll
  static void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "/field/answers/answers.csv", numLinesToSkip = 1)
  void hasTheExpectedMeaning(ArgumentsAccessor line) throws IOException {
    answer = Buffer.buffer(Files.readAllBytes(FILES.resolve(line.getString(0))));
    OpleadReply reply = call(line.getString(1)).await().atMost(TestClient.PATIENCE);

    assertThat(name(reply.outcome())).as("%s", reply.outcome()).isEqualTo(line.getString(2));
    if (reply.outcome() instanceof Accepted accepted) {
      assertThat(accepted.opleadId()).isEqualTo(Optional.ofNullable(line.getString(3)));
    }
    assertThat(reason(reply.outcome())).isEqualTo(Optional.ofNullable(line.getString(4)));
    if (line.getString(5) != null) {
      assertThat(reply.answer().orElseThrow()).contains(line.getString(5));
    }
  }

  private static Uni<OpleadReply> call(String kind) {
    OpleadAccount account = TestClient.account(oplead.url());
    return switch (kind) {
      case "lead" -> client.createLead(account, TestClient.LEAD);
      case "document" -> client.addDocument(account, LEAD, document());
      case "status" -> client.setStatus(account, LEAD, StatusCode.QUOTE_FOLLOW_UP);
      case "read" -> client.readLead(account, LEAD);
      case "look-up" -> client.findLead(account, WEBHOOK, Optional.empty());
      case "verify" -> client.checkToken(account);
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private static OpleadDocument document() {
    byte[] bytes = "%PDF-1.7".getBytes(UTF_8);
    return new OpleadDocument(
        "devis.pdf", "application/pdf", bytes.length, 1, number -> Uni.createFrom().item(bytes));
  }

  /** {@code TokenRefused} is {@code token_refused}. */
  private static String name(Outcome outcome) {
    return outcome
        .getClass()
        .getSimpleName()
        .replaceAll("(?<=.)([A-Z])", "_$1")
        .toLowerCase(Locale.ROOT);
  }

  private static Optional<String> reason(Outcome outcome) {
    if (outcome instanceof Refused refused) {
      return Optional.of(refused.reason());
    } else if (outcome instanceof TokenRefused refused) {
      return Optional.of(refused.reason());
    } else if (outcome instanceof Unavailable unavailable) {
      return Optional.of(unavailable.reason());
    } else if (outcome instanceof Unknown unknown) {
      return Optional.of(unknown.reason());
    } else if (outcome instanceof Throttled throttled) {
      return throttled.retryAfter().map(Duration::toString);
    }
    return Optional.empty();
  }

  @Test
  void everyFileHasALineAndEveryLineAFile() throws IOException {
    try (Stream<Path> files = Files.list(FILES);
        Stream<String> lines = Files.lines(FILES.resolve(TABLE))) {
      Set<String> inTable = lines.skip(1).map(line -> line.split(",", 2)[0]).collect(toSet());
      assertThat(files.map(file -> file.getFileName().toString()).filter(f -> !f.equals(TABLE)))
          .containsExactlyInAnyOrderElementsOf(inTable);
    }
  }
}
