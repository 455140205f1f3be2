package io.leadloop.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerSpoolTest {
  private static final int ANSWERS = 500;

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  /** A reader that pauses finds the answers in memory, in the file, or not yet taken. */
  @ParameterizedTest
  @CsvSource({"100000,0", "0,100000", "100,100000", "100,50", "0,0", "100,1000"})
  void answersComeInTheirOrderHoweverLittleRoomThereIs(int memory, long file) throws Exception {
    AtomicInteger read = new AtomicInteger();
    List<String> answers =
        collect(
            new AnswerSpool(memory, file)
                .pass(answers())
                .onItem()
                .call(answer -> pauseNowAndThen(read.incrementAndGet())));

    assertThat(answers)
        .isEqualTo(IntStream.range(0, ANSWERS).mapToObj(AnswerSpoolTest::answer).toList());
  }

  @Test
  void answersAreTakenThoughNobodyReadsThem() throws Exception {
    CompletableFuture<Void> taken = new CompletableFuture<>();
    Multi<byte[]> upstream = answers().onCompletion().invoke(() -> taken.complete(null));
    CompletableFuture<Void> never = new CompletableFuture<>();
    onContext(
        () ->
            new AnswerSpool(100, 100_000)
                .pass(upstream)
                .onItem()
                .call(first -> Uni.createFrom().completionStage(never))
                .subscribe()
                .with(answer -> {}));
    taken.get(20, TimeUnit.SECONDS);
  }

  @Test
  void aFailureComesAfterTheAnswersBeforeIt() throws Exception {
    Multi<byte[]> upstream =
        Multi.createBy()
            .concatenating()
            .streams(answers(), Multi.createFrom().failure(new IllegalStateException("broken")));
    List<String> answers =
        collect(
            new AnswerSpool(100, 100_000)
                .pass(upstream)
                .onFailure(IllegalStateException.class)
                .recoverWithItem(e -> e.getMessage().getBytes(UTF_8)));

    assertThat(answers).hasSize(ANSWERS + 1).endsWith("broken");
  }

  private static Multi<byte[]> answers() {
    return Multi.createFrom().range(0, ANSWERS).map(number -> answer(number).getBytes(UTF_8));
  }

  private static String answer(int number) {
    return number + ":" + "x".repeat(number % 40);
  }

  /** On the event loop, as a connection would. */
  private Uni<Void> pauseNowAndThen(int read) {
    return read % 50 == 0
        ? Uni.createFrom().emitter(goOn -> vertx.setTimer(5, fired -> goOn.complete(null)))
        : Uni.createFrom().voidItem();
  }

  private List<String> collect(Multi<byte[]> answers) throws Exception {
    CompletableFuture<List<String>> collected = new CompletableFuture<>();
    List<String> read = new ArrayList<>();
    onContext(
        () ->
            answers
                .subscribe()
                .with(
                    answer -> read.add(new String(answer, UTF_8)),
                    collected::completeExceptionally,
                    () -> collected.complete(read)));
    return collected.get(30, TimeUnit.SECONDS);
  }

  private void onContext(Runnable task) {
    Context context = vertx.getOrCreateContext();
    context.runOnContext(now -> task.run());
  }
}
