package io.leadloop.intake.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.http.HttpConfig;
import io.leadloop.http.ProblemMappers;
import io.leadloop.http.body.BodyBudget;
import io.leadloop.http.body.HeldMemory;
import io.leadloop.intake.LeadSchema;
import io.leadloop.intake.LeadView;
import io.leadloop.intake.Receipt;
import io.leadloop.intake.SubmissionReader;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.LeadState;
import io.leadloop.testing.RawConnection;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.timeout.IdleStateEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bulk requests over a real connection, with an intake that answers at once. */
class BulkRequestTest {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .build();

  private final Vertx vertx = Vertx.vertx();
  private final BodyBudget budget = new BodyBudget(new Limits(), new SimpleMeterRegistry());
  private final BulkReader reader =
      new BulkReader(new SubmissionReader(65_536, 64, LeadSchema.byDefault()), new Limits());
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<String> begun = new CopyOnWriteArrayList<>();
  private String padding = "";
  private ProblemException refusal;
  private volatile boolean isIntakeStuck;
  private Function<List<BulkLine>, Uni<List<Receipt>>> intake = this::accept;
  private volatile HeldMemory everythingElse;
  private volatile ChannelPipeline pipeline;
  private HttpServer server;
  private URI address;

  @BeforeEach
  void start() {
    listen(new HttpServerOptions());
  }

  private void listen(HttpServerOptions options) {
    Router router = Router.router(vertx);
    router.route().handler(this::answer);
    server =
        vertx
            .createHttpServer(options)
            .requestHandler(router)
            .listen(0)
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    address = URI.create("http://localhost:" + server.actualPort());
  }

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void eachLineButBlankOnesHasAnAnswerAndTheLastLineCounts() {
    List<JsonNode> answers =
        send("\uFEFF" + line("a") + "\r\n\r\n  \n{\"reference\":\"b\"}\n" + line("c"));

    assertThat(answers).hasSize(4);
    assertThat(answers.get(0).toString()).startsWith("{\"line\":1,\"outcome\":\"accepted\"");
    assertThat(answers.get(0).get("reference").asText()).isEqualTo("a");
    assertThat(answers.get(1).get("line").asInt()).isEqualTo(4);
    assertThat(answers.get(1).get("outcome").asText()).isEqualTo("refused");
    assertThat(answers.get(1).get("reference").asText()).isEqualTo("b");
    assertThat(answers.get(1).get("type").asText()).isEqualTo("/problems/invalid-lead");
    assertThat(answers.get(2).get("line").asInt()).isEqualTo(5);
    assertThat(answers.get(3))
        .hasToString(
            "{\"summary\":{\"lines\":3,\"accepted\":2,\"replayed\":0,\"refused\":1,\"last_line\":5}}");
  }

  /** Each byte of it caused 140 bytes of answer. */
  @Test
  void aBodyOfLineFeedsHasOneLineOfAnswer() {
    assertThat(send("\n".repeat(1_000_000)))
        .singleElement()
        .hasToString(
            "{\"summary\":{\"lines\":0,\"accepted\":0,\"replayed\":0,\"refused\":0,\"last_line\":0}}");
  }

  @Test
  void aRequestEndsAfterAThousandUnreadableLinesInARow() {
    List<JsonNode> answers = send(line("a") + "\n" + "{\n".repeat(100_000) + line("b"));

    assertThat(answers).hasSize(1 + BulkRequest.REFUSED_IN_A_ROW + 1);
    assertEnded(answers, 1001, "invalid-body");
    assertThat(begun).doesNotContain("b");
  }

  @Test
  void linesRefusedNowAndThenEndNothing() {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      body.append("{\n".repeat(BulkRequest.REFUSED_IN_A_ROW - 1))
          .append(line("r" + i))
          .append('\n');
    }
    JsonNode summary = last(send(body.toString())).get("summary");
    assertThat(summary.get("accepted").asInt()).isEqualTo(5);
    assertThat(summary.has("problem")).isFalse();
  }

  @Test
  void aRequestEndsAfterAThousandLinesInARowThatIntakeRefuses() {
    refusal = new ProblemException(ErrorCode.CUSTOMER_NOT_GRANTED, "not granted");
    int lines = 8_000;
    List<JsonNode> answers = send(lines(lines));

    JsonNode summary = last(answers).get("summary");
    assertThat(summary.get("problem").get("type").asText()).isEqualTo("/problems/invalid-body");
    assertThat(summary.get("last_line").asInt())
        .isEqualTo(answers.size() - 1)
        .isBetween(BulkRequest.REFUSED_IN_A_ROW, lines / 2);
    assertThat(begun).as("what was begun was answered").hasSize(answers.size() - 1);
  }

  /** Answers that were emitted while the request ended came after its last line, and were lost. */
  @Test
  void aRequestThatEndsAmongSettledLinesAnswersThemAllAndInTheirOrder() {
    List<Runnable> held = new ArrayList<>();
    AtomicInteger lines = new AtomicInteger();
    intake =
        piece -> {
          lines.addAndGet(piece.size());
          return Uni.createFrom()
              .emitter(
                  emitter -> {
                    held.add(0, () -> emitter.complete(piece.stream().map(this::receipt).toList()));
                    if (piece.stream().anyMatch(line -> isOf(line, "next"))) {
                      context().runOnContext(later -> held.forEach(Runnable::run));
                    }
                  });
        };
    try (RawConnection connection = open()) {
      connection.chunk("{\n".repeat(BulkRequest.REFUSED_IN_A_ROW - 1) + line("refused") + "\n");
      await().until(() -> lines.get() == BulkRequest.REFUSED_IN_A_ROW);
      connection.chunk(line("next") + "\n");
      List<JsonNode> answers = answers(connection.readToTheEnd());

      assertThat(answers).hasSize(BulkRequest.REFUSED_IN_A_ROW + 2);
      for (int i = 0; i <= BulkRequest.REFUSED_IN_A_ROW; i++) {
        assertThat(answers.get(i).get("line").asInt()).isEqualTo(i + 1);
      }
      assertEnded(answers, BulkRequest.REFUSED_IN_A_ROW + 1, "invalid-body");
    }
  }

  private Context context() {
    return vertx.getOrCreateContext();
  }

  private static boolean isOf(BulkLine line, String reference) {
    return line.isReadable() && reference.equals(line.reference());
  }

  /** Unread answers were written to disk without limit. */
  @Test
  void aClientThatSendsEverythingBeforeReadingGetsTheSummary() {
    padding = "x".repeat(5_000);
    int lines = 8_000;
    String longer = "\"message\":\"" + "x".repeat(1_500) + "\",\"phone\"";
    List<JsonNode> answers = send(lines(lines).replace("\"phone\"", longer));

    JsonNode summary = last(answers).get("summary");
    assertThat(summary.get("problem").get("type").asText()).isEqualTo("/problems/request-timeout");
    assertThat(summary.get("last_line").asInt()).isEqualTo(answers.size() - 1).isLessThan(lines);
    assertThat(begun).as("what was begun was answered").hasSize(answers.size() - 1);
    assertNothingHeld();
  }

  @Test
  void aClientThatNeverReadsIsCutOff() throws InterruptedException {
    padding = "x".repeat(50_000);
    try (RawConnection connection = open()) {
      connection.chunk(lines(1000));
      assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
    }
    assertNothingHeld();
  }

  @Test
  void aClientThatGoesAwayLeavesNothingBehind() throws InterruptedException {
    try (RawConnection connection = open()) {
      connection.chunk(line("a") + "\n" + "x".repeat(100_000));
      connection.readUntil("accepted");
    }
    assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
    assertNothingHeld();
  }

  /** Its memory was held until its connection had been idle for a minute. */
  @Test
  void aClientThatGoesAwayWhileItsLinesWaitLeavesNothingBehind() throws InterruptedException {
    isIntakeStuck = true;
    try (RawConnection connection = open()) {
      for (int i = 0; i < 200; i++) {
        connection.chunk(lines(10));
      }
      await().until(() -> budget.heldBytes() > 0);
    }
    assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
    assertNothingHeld();
  }

  /** Regression: lines that waited for their provider's limit broke off with the connection. */
  @Test
  void aRequestIsNotIdleWhileItsLinesWait() {
    listen(
        new HttpServerOptions()
            .setHttp2ClearTextEnabled(false)
            .setIdleTimeout(1_000)
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS));
    intake =
        piece ->
            piece.stream().anyMatch(line -> isOf(line, "late"))
                ? afterIdling().chain(() -> accept(piece))
                : accept(piece);
    try (RawConnection connection = open()) {
      connection.chunk(line("early") + "\n" + line("late") + "\n");
      assertThat(connection.readUntil("\"reference\":\"late\"")).contains("early");
      assertThat(connection.readToTheEnd()).as("and idle again").doesNotContain("summary");
    }
  }

  /** Once the connection was found idle, and whatever is done then was done. */
  private Uni<Void> afterIdling() {
    return Uni.createFrom()
        .emitter(
            emitter ->
                pipeline.addAfter(
                    "idle",
                    "late",
                    new ChannelInboundHandlerAdapter() {
                      @Override
                      public void userEventTriggered(ChannelHandlerContext channel, Object event) {
                        channel.fireUserEventTriggered(event);
                        if (event instanceof IdleStateEvent && channel.channel().isActive()) {
                          pipeline.remove(this);
                          emitter.complete(null);
                        }
                      }
                    }));
  }

  @Test
  void withoutMemoryARequestWaitsAndThenEnds() {
    takeEverything();
    try (RawConnection connection = open()) {
      connection.chunk(line("a") + "\n");
      String answer = connection.readToTheEnd();
      assertThat(answer).contains("\"last_line\":0", "/problems/store-unavailable");
    }
    assertThat(begun).isEmpty();
  }

  @Test
  void aRequestWaitsForMemory() {
    takeEverything();
    try (RawConnection connection = open()) {
      connection.chunk(line("a") + "\n").send("0\r\n\r\n");
      vertx.setTimer(200, later -> everythingElse.close());
      assertThat(connection.readUntil("summary")).contains("\"outcome\":\"accepted\"");
    }
  }

  /** The second of two lines with one reference was accepted, and the first refused. */
  @Test
  void ofLinesWithOneReferenceTheFirstIsAcceptedFirst() {
    StringBuilder body = new StringBuilder();
    List<String> references = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      references.add("r" + i % 7);
      body.append(line("r" + i % 7).replace("Dupont", "Dupont" + i)).append('\n');
    }
    try (RawConnection connection = open()) {
      for (int at = 0; at < body.length(); at += 1000) {
        connection.chunk(body.substring(at, Math.min(body.length(), at + 1000)));
      }
      connection.send("0\r\n\r\n");
      connection.readUntil("\"last_line\":300");
    }
    assertThat(inFlightTwice.get()).isZero();
    assertThat(begun).hasSize(300).containsExactlyInAnyOrderElementsOf(references);
  }

  private final List<String> inFlight = new ArrayList<>();
  private final AtomicInteger inFlightTwice = new AtomicInteger();

  private void answer(RoutingContext context) {
    pipeline = ((ConnectionBase) context.request().connection()).channelHandlerContext().pipeline();
    BulkRequest bulk =
        new BulkRequest(
            context,
            reader,
            budget.open(context),
            new AnswerLines(JSON, new ProblemMappers()),
            PATIENCE,
            lines -> intake.apply(lines),
            closed::countDown);
    context.response().setChunked(true);
    bulk.start()
        .onItem()
        .transformToUniAndConcatenate(
            answer ->
                Uni.createFrom()
                    .completionStage(
                        () ->
                            context
                                .response()
                                .write(Buffer.buffer(answer).appendString("\n"))
                                .toCompletionStage()))
        .subscribe()
        .with(written -> {}, gone -> {}, context::end);
  }

  /** Answers a moment later, on the event loop. */
  private Uni<List<Receipt>> accept(List<BulkLine> lines) {
    for (BulkLine line : lines) {
      if (line.isReadable()) {
        begun.add(line.reference());
        if (inFlight.contains(line.reference())) {
          inFlightTwice.incrementAndGet();
        }
        inFlight.add(line.reference());
      }
    }
    if (isIntakeStuck) {
      return Uni.createFrom().nothing();
    }
    return Uni.createFrom()
        .emitter(
            emitter ->
                vertx.setTimer(
                    1,
                    later -> {
                      lines.forEach(line -> inFlight.remove(line.reference()));
                      emitter.complete(lines.stream().map(this::receipt).toList());
                    }));
  }

  private Receipt receipt(BulkLine line) {
    if (!line.isReadable()) {
      return new Receipt.Refused(line.problem());
    } else if (refusal != null) {
      return new Receipt.Refused(refusal);
    } else if (isOf(line, "refused")) {
      return new Receipt.Refused(new ProblemException(ErrorCode.CUSTOMER_NOT_GRANTED, "refused"));
    }
    Instant now = Instant.EPOCH;
    return new Receipt.Accepted(
        new LeadView(
            LeadId.next(),
            line.reference(),
            "c",
            LeadState.QUEUED,
            null,
            null,
            0,
            padding,
            now,
            now,
            now,
            null,
            null,
            null));
  }

  private void takeEverything() {
    Router router = Router.router(vertx);
    router
        .route()
        .handler(
            context -> {
              everythingElse = budget.open(context);
              for (long step = 1L << 40; step > 0; step /= 2) {
                try {
                  everythingElse.take(step);
                } catch (ProblemException full) {
                  continue;
                }
              }
            });
    int port =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0)
            .toCompletionStage()
            .toCompletableFuture()
            .join()
            .actualPort();
    new RawConnection(URI.create("http://localhost:" + port)).head("GET /");
    await().until(() -> everythingElse != null);
  }

  /** Sends the whole body before it reads. */
  private List<JsonNode> send(String body) {
    try (RawConnection connection = new RawConnection(address)) {
      connection.head(
          "POST /", "Content-Length: " + body.getBytes(UTF_8).length, "Connection: close");
      connection.send(body);
      return answers(connection.readToTheEnd());
    }
  }

  private static List<JsonNode> answers(String answer) {
    return answer.lines().filter(line -> line.startsWith("{")).map(BulkRequestTest::parse).toList();
  }

  private RawConnection open() {
    return new RawConnection(address).head("POST /", "Transfer-Encoding: chunked");
  }

  private static String lines(int count) {
    StringBuilder lines = new StringBuilder();
    IntStream.range(0, count).forEach(i -> lines.append(line("r" + i)).append('\n'));
    return lines.toString();
  }

  private static String line(String reference) {
    return "{\"customer\":\"c\",\"reference\":\"%s\",\"lead\":{\"lastname\":\"Dupont\",\"phone\":\"0601020304\"}}"
        .formatted(reference);
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (java.io.IOException e) {
      throw new AssertionError(line, e);
    }
  }

  private static JsonNode last(List<JsonNode> answers) {
    return answers.get(answers.size() - 1);
  }

  private static void assertEnded(List<JsonNode> answers, int lastLine, String problem) {
    JsonNode summary = last(answers).get("summary");
    assertThat(summary.get("last_line").asInt()).isEqualTo(lastLine);
    assertThat(summary.get("problem").get("type").asText()).isEqualTo("/problems/" + problem);
  }

  private void assertNothingHeld() {
    await().atMost(Duration.ofSeconds(60)).until(() -> budget.heldBytes() == 0);
  }

  private static final class Limits implements HttpConfig {
    @Override
    public long maxBodyBytes() {
      return 1_048_576;
    }

    @Override
    public Duration bodyTimeout() {
      return PATIENCE;
    }

    @Override
    public Optional<Long> memoryBytes() {
      return Optional.of(64L * 1024 * 1024);
    }
  }
}
