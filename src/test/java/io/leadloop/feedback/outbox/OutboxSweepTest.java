package io.leadloop.feedback.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.feedback.Outbox.Page;
import io.leadloop.feedback.Outbox.Waiting;
import io.leadloop.feedback.Relayed;
import io.leadloop.lead.LeadId;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class OutboxSweepTest {
  private static final Duration INTERVAL = Duration.ofMillis(100);
  private static final LeadId ONE = LeadId.next();
  private static final LeadId OTHER = LeadId.next();

  private final AtomicLong now = new AtomicLong();
  private final OutboxSweep sweep = new OutboxSweep(INTERVAL, now::get);

  @Test
  void afterACompletePageTheNextFollowsAtOnceUntilTheEnd() {
    assertThat(sweep.moved(page(true, row(1, ONE)), List.of(appended(1, ONE)))).isZero();
    assertThat(sweep.moved(page(false, row(2, ONE)), List.of(appended(2, ONE))))
        .isEqualTo(INTERVAL);
    assertThat(sweep.after()).isZero();
  }

  @Test
  void aLeadWhoseRowFailedIsSkippedAndTheOthersContinue() {
    Page page = page(true, row(1, ONE), row(2, OTHER));
    assertThat(sweep.moved(page, List.of(failed(1, ONE), appended(2, OTHER)))).isZero();
    assertThat(sweep.after()).isEqualTo(2);
    assertThat(sweep.passesOver(row(3, ONE))).isTrue();
    assertThat(sweep.passesOver(row(4, OTHER))).isFalse();

    assertThat(sweep.moved(page(false, row(3, ONE)), List.of())).isPositive();
    assertThat(sweep.after()).as("the next sweep tries it again").isZero();
    assertThat(sweep.passesOver(row(1, ONE))).isFalse();
  }

  @Test
  void aRowThatWasNotTriedIsOnTheNextPage() {
    Page page = page(false, row(1, ONE), row(2, OTHER), row(3, OTHER));
    List<Relayed> relayed = List.of(failed(1, ONE), appended(2, OTHER), unsent(3, OTHER));
    assertThat(sweep.moved(page, relayed)).isZero();
    assertThat(sweep.after()).isEqualTo(2);
  }

  @Test
  void aRowThatWasSetAsideBlocksNoOther() {
    Page page = page(true, row(1, ONE));
    Relayed refused = Relayed.of(row(1, ONE), new RecordTooLargeException());
    assertThat(refused.result()).isEqualTo(Relayed.Result.REFUSED);
    assertThat(sweep.moved(page, List.of(refused))).isZero();
    assertThat(sweep.passesOver(row(2, ONE))).isFalse();
  }

  @Test
  void whileAppendsFailPausesGrowAndPagesShrink() {
    List<Duration> pauses =
        Stream.generate(() -> sweep.moved(page(true, row(1, ONE)), List.of(failed(1, ONE))))
            .limit(8)
            .toList();
    assertThat(pauses)
        .startsWith(Duration.ofMillis(200), Duration.ofMillis(400), Duration.ofMillis(800))
        .endsWith(Duration.ofSeconds(5), Duration.ofSeconds(5));
    assertThat(sweep.rows()).isEqualTo(OutboxSweep.FEWEST_ROWS);

    sweep.restart();
    sweep.moved(page(false, row(1, ONE)), List.of(appended(1, ONE)));
    assertThat(sweep.rows()).isEqualTo(2 * OutboxSweep.FEWEST_ROWS);
    assertThat(sweep.moved(page(true, row(2, ONE)), List.of(failed(2, ONE))))
        .isEqualTo(Duration.ofMillis(200));
  }

  @Test
  void aSweepThatNeverComesToTheEndBeginsAgain() {
    List<Relayed> relayed = List.of(failed(1, ONE), appended(2, OTHER));
    sweep.moved(page(true, row(1, ONE), row(2, OTHER)), relayed);
    now.addAndGet(Duration.ofSeconds(31).toNanos());
    sweep.moved(page(true, row(3, OTHER)), List.of(appended(3, OTHER)));
    assertThat(sweep.after()).isZero();
    assertThat(sweep.passesOver(row(1, ONE))).isFalse();
  }

  private static Page page(boolean more, Waiting... rows) {
    return new Page(List.of(rows), more);
  }

  private static Waiting row(long position, LeadId lead) {
    return new Waiting(position, UUID.randomUUID(), lead, 1, new byte[1]);
  }

  private static Relayed appended(long position, LeadId lead) {
    return Relayed.of(row(position, lead), null);
  }

  private static Relayed failed(long position, LeadId lead) {
    return Relayed.of(row(position, lead), new TimeoutException());
  }

  private static Relayed unsent(long position, LeadId lead) {
    return Relayed.unsent(row(position, lead));
  }
}
