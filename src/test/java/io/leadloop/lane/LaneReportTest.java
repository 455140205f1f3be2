package io.leadloop.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.oplead.OpleadReply;
import io.leadloop.oplead.answer.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When the slot of a request is counted from: never before Oplead can have counted it. */
class LaneReportTest {
  private static final Duration MARGIN = Duration.ofSeconds(1);
  private static final Outcome ACCEPTED = new Outcome.Accepted(Optional.empty());

  /** A busy server reads a request seconds after it was sent, and counts it then. */
  @Test
  void aRequestThatWaitedAtOpleadIsNotCountedFromWhenItWasSent() {
    long before = System.nanoTime();
    Long slot = slot(ACCEPTED, Optional.of(Duration.ofSeconds(30)));
    assertThat(slot).isBetween(0L, TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - before));
  }

  @Test
  void aRequestWithoutAnAnswerMayStillArrive() {
    assertThat(slot(new Outcome.Unknown("time-out"), Optional.of(Duration.ofSeconds(10))))
        .isEqualTo(-1_000_000L);
  }

  @Test
  void aRequestThatWasCutOffWhileItLeftMayStillArrive() {
    assertThat(slot(new Outcome.NotAsked("cut off", Duration.ZERO), Optional.of(Duration.ZERO)))
        .isEqualTo(-1_000_000L);
  }

  @Test
  void theSlotOfARequestThatNeverLeftIsGivenBack() {
    assertThat(slot(new Outcome.NotAsked("no room", Duration.ZERO), Optional.empty())).isNull();
  }

  private static Long slot(Outcome outcome, Optional<Duration> sinceSent) {
    return LaneReport.now(new OpleadReply(outcome, sinceSent, Optional.empty()), null)
        .slotMicrosAgo(MARGIN);
  }
}
