package io.leadloop.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.store.GroupCommit.Limits;
import io.leadloop.store.GroupCommit.Spacing;
import io.leadloop.store.GroupCommit.Written;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
  private final List<List<Integer>> statements = new ArrayList<>();
  private final List<Runnable> later = new ArrayList<>();
  private final List<Duration> delays = new ArrayList<>();
  private long now;
  private final List<UniEmitter<? super List<String>>> answers = new ArrayList<>();

  @Test
  void singleRowIsWrittenAtOnce() {
    var one = commit(group(1, 10, 10), 1);
    answer(0);
    one.assertCompleted().assertItem("result 1");
  }

  @Test
  void queuedRowsShareTheNextStatement() {
    GroupCommit<Integer, String> group = group(1, 10, 10);
    commit(group, 1);
    var second = commit(group, 2);
    var third = commit(group, 3);
    assertThat(statements).containsExactly(List.of(1));

    answer(0);
    assertThat(statements).containsExactly(List.of(1), List.of(2, 3));
    answer(1);
    second.assertItem("result 2");
    third.assertItem("result 3");
  }

  @Test
  void statementsInFlightAndRowsPerStatementAreBounded() {
    GroupCommit<Integer, String> group = group(2, 2, 10);
    IntStream.rangeClosed(1, 8).forEach(row -> commit(group, row));
    assertThat(statements).containsExactly(List.of(1), List.of(2, 3));
    answer(1);
    answer(0);
    assertThat(statements).containsExactly(List.of(1), List.of(2, 3), List.of(4, 5), List.of(6, 7));
    assertThat(group.waiting()).isEqualTo(1);
  }

  @Test
  void aSecondStatementWaitsUntilItIsFull() {
    GroupCommit<Integer, String> group = group(2, 3, 10);
    IntStream.rangeClosed(1, 3).forEach(row -> commit(group, row));
    assertThat(statements).containsExactly(List.of(1));
    commit(group, 4);
    assertThat(statements).containsExactly(List.of(1), List.of(2, 3, 4));
  }

  @Test
  void theQueueIsBoundedInBytesToo() {
    GroupCommit<Integer, String> group =
        new GroupCommit<>(
            this::write,
            row -> row,
            new Limits(1, 10, 100, 50, new Spacing(Duration.ZERO, 1, Duration.ZERO, false)));
    commit(group, 60);
    commit(group, 70);
    assertThat(group.waiting()).as("one that never fits waits alone").isEqualTo(1);
    assertThatThrownBy(() -> group.commit(10).await().indefinitely())
        .isInstanceOf(GroupCommit.FullException.class);
    answer(0);
    commit(group, 30);
    commit(group, 20);
    assertThatThrownBy(() -> group.commit(1).await().indefinitely())
        .isInstanceOf(GroupCommit.FullException.class);
    answer(1);
    assertThat(statements).containsExactly(List.of(60), List.of(70), List.of(30, 20));
  }

  @Test
  void statementsKeepTheirDistance() {
    GroupCommit<Integer, String> group = spaced(3, new Spacing(millis(10), 1, millis(10), false));
    commit(group, 1);
    answer(0);
    assertThat(statements).as("the first one waits for nothing").containsExactly(List.of(1));

    now = 9_700_000;
    commit(group, 2);
    commit(group, 3);
    assertThat(statements).hasSize(1);
    // Regression: a timer that takes whole milliseconds refused less than one.
    assertThat(delays).as("scheduled once").containsExactly(millis(1));
    now = millis(10).toNanos();
    later.remove(0).run();
    assertThat(statements).containsExactly(List.of(1), List.of(2, 3));
    assertThat(later).isEmpty();

    answer(1);
    IntStream.rangeClosed(4, 6).forEach(row -> commit(group, row));
    assertThat(statements).as("a full one waits for nothing").endsWith(List.of(4, 5, 6));
  }

  @Test
  void fewRowsWaitForOthersAndEnoughOfThemDoNot() {
    GroupCommit<Integer, String> group = spaced(9, new Spacing(millis(10), 3, millis(30), false));
    commit(group, 1);
    answer(0);

    commit(group, 2);
    now = millis(11).toNanos();
    commit(group, 3);
    assertThat(statements).hasSize(1);
    commit(group, 4);
    assertThat(statements).as("enough rows").endsWith(List.of(2, 3, 4));
    answer(1);

    IntStream.rangeClosed(5, 7).forEach(row -> commit(group, row));
    assertThat(delays).as("a timer each").containsExactly(millis(31), millis(11));
    now = millis(21).toNanos();
    later.get(1).run();
    assertThat(statements).endsWith(List.of(5, 6, 7));
    answer(2);

    commit(group, 8);
    now = millis(51).toNanos();
    later.get(2).run();
    assertThat(statements).as("a single row waits no longer than that").endsWith(List.of(8));
  }

  @Test
  void whoeverWaitsForEachAnswerIsNotHeldUpAndSeveralShare() {
    GroupCommit<Integer, String> group = spaced(9, new Spacing(millis(0), 3, millis(8), true));
    commit(group, 1);
    answer(0);
    commit(group, 2);
    answer(1);
    assertThat(statements).as("one sender").containsExactly(List.of(1), List.of(2));

    commit(group, 3);
    commit(group, 4);
    answer(2);
    assertThat(statements).as("a second sender's row waits for more").hasSize(3);
    commit(group, 5);
    now = millis(8).toNanos();
    later.remove(0).run();
    assertThat(statements).endsWith(List.of(4, 5));
    answer(3);

    commit(group, 6);
    assertThat(statements).as("the first of two").hasSize(4);
    commit(group, 7);
    assertThat(statements).as("two senders").endsWith(List.of(6, 7));
    answer(4);

    commit(group, 8);
    assertThat(statements).as("one of them has gone").hasSize(5);
    now = millis(16).toNanos();
    later.get(later.size() - 1).run();
    answer(5);
    commit(group, 9);
    assertThat(statements).endsWith(List.of(8), List.of(9));
  }

  @Test
  void fullQueueRejectsRows() {
    GroupCommit<Integer, String> group = group(1, 1, 2);
    commit(group, 1);
    commit(group, 2);
    commit(group, 3);
    commit(group, 4).assertFailedWith(GroupCommit.FullException.class);
    answer(0);
    commit(group, 5).assertNotTerminated();
  }

  @Test
  void aBadRowFailsAlone() {
    GroupCommit<Integer, String> group =
        new GroupCommit<>(
            rows ->
                rows.contains(13)
                    ? Uni.createFrom().failure(new IllegalArgumentException("13"))
                    : Uni.createFrom().emitter(answers::add),
            new Limits(1, 10, 10));
    var first = commit(group, 1);
    var second = commit(group, 2);
    var bad = commit(group, 13);
    var last = commit(group, 4);
    answers.get(0).complete(List.of("one"));
    answers.get(1).complete(List.of("two"));
    answers.get(2).complete(List.of("four"));

    first.assertItem("one");
    second.assertItem("two");
    bad.assertFailedWith(IllegalArgumentException.class, "13");
    last.assertItem("four");
  }

  @Test
  void unavailableStoreFailsTheWholeBatchAtOnce() {
    GroupCommit<Integer, String> group = group(1, 10, 10);
    commit(group, 1);
    var second = commit(group, 2);
    var third = commit(group, 3);
    answer(0);
    answers.get(1).fail(new ConnectException("away"));

    second.assertFailedWith(ConnectException.class);
    third.assertFailedWith(ConnectException.class);
    assertThat(statements).hasSize(2);
    commit(group, 4);
    assertThat(statements).hasSize(3);
  }

  @Test
  void throwingStatementFailsItsRows() {
    GroupCommit<Integer, String> group =
        new GroupCommit<>(
            rows -> {
              throw new IllegalStateException("no statement");
            },
            new Limits(1, 10, 10));
    assertThatThrownBy(() -> one(group.commit(List.of(1))).await().indefinitely())
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void bulkRowsCompleteTogetherAcrossStatements() {
    GroupCommit<Integer, String> group = group(1, 2, 10);
    var bulk = group.commit(List.of(1, 2, 3)).subscribe().withSubscriber(bulkSubscriber());
    answer(0);
    bulk.assertNotTerminated();
    answer(1);
    bulk.assertCompleted();
    assertThat(bulk.getItem())
        .extracting(Written::answer)
        .containsExactly("result 1", "result 2", "result 3");
  }

  @Test
  void oneBadRowInBulkFailsAlone() {
    GroupCommit<Integer, String> group =
        new GroupCommit<>(
            rows ->
                rows.contains(13)
                    ? Uni.createFrom().failure(new IllegalArgumentException("13"))
                    : Uni.createFrom().item(rows.stream().map(row -> "result " + row).toList()),
            new Limits(1, 10, 10));
    List<Written<String>> written = group.commit(List.of(1, 13, 2)).await().indefinitely();
    assertThat(written).extracting(Written::answer).containsExactly("result 1", null, "result 2");
    assertThat(written.get(1).failure()).hasMessage("13");
  }

  @Test
  void bulkRowsLeaveHalfOfTheQueueToSingleRows() {
    GroupCommit<Integer, String> group = group(1, 1, 4);
    commit(group, 0);
    group.commit(List.of(1, 2)).subscribe().withSubscriber(bulkSubscriber()).assertNotTerminated();
    group
        .commit(List.of(3, 4))
        .subscribe()
        .withSubscriber(bulkSubscriber())
        .assertFailedWith(GroupCommit.FullException.class);
    commit(group, 5).assertNotTerminated();
    assertThat(group.waiting()).isEqualTo(3);
  }

  /** Regression: such a bulk request tried again for ever. */
  @Test
  void moreBulkRowsThanEverFitAreTakenOnceNothingWaits() {
    GroupCommit<Integer, String> group = group(1, 2, 4);
    commit(group, 0);
    commit(group, 1);
    group
        .commit(List.of(2, 3, 4))
        .subscribe()
        .withSubscriber(bulkSubscriber())
        .assertFailedWith(GroupCommit.FullException.class);
    answer(0);
    var bulk = group.commit(List.of(2, 3, 4)).subscribe().withSubscriber(bulkSubscriber());
    IntStream.range(1, 4).forEach(this::answer);
    assertThat(bulk.assertCompleted().getItem())
        .extracting(Written::answer)
        .containsExactly("result 2", "result 3", "result 4");
  }

  @Property(tries = 200)
  void everyRowGetsItsOwnResult(
      @ForAll @IntRange(min = 1, max = 200) int rows,
      @ForAll @IntRange(min = 1, max = 3) int inFlight,
      @ForAll @IntRange(min = 1, max = 20) int batch) {
    GroupCommit<Integer, String> group = group(inFlight, batch, rows);
    List<UniAssertSubscriber<String>> waiting =
        IntStream.range(0, rows).mapToObj(row -> commit(group, row)).toList();
    for (int i = 0; i < answers.size(); i++) {
      answer(i);
    }
    for (int row = 0; row < rows; row++) {
      waiting.get(row).assertItem("result " + row);
    }
    statements.clear();
    answers.clear();
  }

  private GroupCommit<Integer, String> group(int inFlight, int batch, int waiting) {
    return new GroupCommit<>(this::write, new Limits(inFlight, batch, waiting));
  }

  private Uni<List<String>> write(List<Integer> rows) {
    statements.add(rows);
    return Uni.createFrom().emitter(answers::add);
  }

  private static UniAssertSubscriber<String> commit(GroupCommit<Integer, String> group, int row) {
    return one(group.commit(List.of(row))).subscribe().withSubscriber(UniAssertSubscriber.create());
  }

  private static Uni<String> one(Uni<List<Written<String>>> written) {
    return written
        .map(rows -> rows.get(0))
        .chain(
            row ->
                row.failure() == null
                    ? Uni.createFrom().item(row.answer())
                    : Uni.createFrom().failure(row.failure()));
  }

  private static UniAssertSubscriber<List<Written<String>>> bulkSubscriber() {
    return UniAssertSubscriber.create();
  }

  private GroupCommit<Integer, String> spaced(int batch, Spacing spacing) {
    return new GroupCommit<>(
        this::write,
        row -> 0,
        new Limits(1, batch, 10, spacing),
        new GroupCommit.Timer() {
          @Override
          public long nanos() {
            return now;
          }

          @Override
          public void after(Duration delay, Runnable task) {
            delays.add(delay);
            later.add(task);
          }
        });
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }

  private void answer(int statement) {
    answers
        .get(statement)
        .complete(statements.get(statement).stream().map(row -> "result " + row).toList());
  }
}
