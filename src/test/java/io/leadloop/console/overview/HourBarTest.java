package io.leadloop.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.tally.LastDay;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HourBarTest {
  private static final Instant HOUR = Instant.parse("2026-11-29T10:00:00Z");

  @Test
  void barsAreAsHighAsTheirPartOfTheHighest() {
    List<HourBar> bars = HourBar.of(day(hour(100, 50), hour(0, 0), hour(1, 1), hour(200, 200)));
    assertThat(bars).extracting(HourBar::x).containsExactly(0, 10, 20, 30);
    assertThat(bars).extracting(HourBar::height).containsExactly(20, 0, 1, 40);
    assertThat(bars).extracting(HourBar::forwardedHeight).containsExactly(10, 0, 1, 40);
    assertThat(bars).extracting(HourBar::y).containsExactly(20, 40, 39, 0);
  }

  @Test
  void aDayWithoutLeadsHasNoHeight() {
    assertThat(HourBar.of(day(hour(0, 0)))).extracting(HourBar::height).containsExactly(0);
  }

  private static LastDay day(LastDay.Hour... hours) {
    return new LastDay(null, List.of(hours));
  }

  private static LastDay.Hour hour(long taken, long forwarded) {
    return new LastDay.Hour(HOUR, taken, forwarded, 0);
  }
}
