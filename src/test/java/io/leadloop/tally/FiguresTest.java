package io.leadloop.tally;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.oplead.status.StatusCode;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FiguresTest {
  private final Figures figures = new Figures();

  @Test
  void shardsAndRangesAddUp() {
    figures.add(TallyKind.TAKEN, 0, 3);
    figures.add(TallyKind.TAKEN, 7, 4);
    figures.add(TallyKind.FORWARDED, 5, 1);
    figures.add(TallyKind.FORWARDED, 12, 2);
    figures.add(TallyKind.HELD, 0, 5);
    assertThat(figures.taken()).isEqualTo(7);
    assertThat(figures.forwarded()).isEqualTo(3);
    assertThat(figures.held()).isEqualTo(5);
    assertThat(figures.rejected()).isZero();
  }

  @Test
  void underTwentyThereIsNoRateAndNoMedian() {
    figures.add(TallyKind.TAKEN, 0, 19);
    figures.add(TallyKind.FORWARDED, 5, 19);
    figures.add(TallyKind.FIRST_STATUS, 5, 19);
    assertThat(figures.forwardedRate()).isEmpty();
    assertThat(figures.coverage()).isEmpty();
    assertThat(figures.medianToForwarding()).isEmpty();
    assertThat(figures.medianToFirstStatus()).isEmpty();
  }

  @Test
  void fromTwentyOnThereIs() {
    figures.add(TallyKind.TAKEN, 0, 40);
    figures.add(TallyKind.FORWARDED, 5, 19);
    figures.add(TallyKind.FORWARDED, 12, 1);
    figures.add(TallyKind.FIRST_STATUS, 3, 5);
    assertThat(figures.forwardedRate()).hasValue(0.5);
    assertThat(figures.coverage()).hasValue(0.25);
    assertThat(figures.medianToForwarding()).contains(Duration.ofSeconds(5));
    assertThat(figures.medianToFirstStatus()).isEmpty();
  }

  @Test
  void theMedianIsOfTheRangeInWhichHalfIsReached() {
    figures.add(TallyKind.FIRST_STATUS, 1, 9);
    figures.add(TallyKind.FIRST_STATUS, 13, 2);
    figures.add(TallyKind.FIRST_STATUS, 24, 10);
    assertThat(figures.medianToFirstStatus()).contains(Duration.ofSeconds(76));
  }

  @Test
  void statusesHaveTheirCodesAndACorrectedOneIsGone() {
    figures.add(TallyKind.STATUS, 0, 2);
    figures.add(TallyKind.STATUS, 6, 1);
    figures.add(TallyKind.STATUS, 9, 1);
    figures.add(TallyKind.STATUS, 9, -1);
    assertThat(figures.statuses()).isEqualTo(Map.of("new", 2L, "won", 1L));
  }

  @Test
  void everyCodeHasASlotOfItsOwn() {
    assertThat(StatusSlots.CODES)
        .containsExactlyElementsOf(
            Arrays.stream(StatusCode.values()).map(StatusCode::wireName).toList());
    assertThat(StatusSlots.of("won")).isEqualTo(6);
    assertThat(StatusSlots.of("a newer one")).isEqualTo(9);
  }
}
