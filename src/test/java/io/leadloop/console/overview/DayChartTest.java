package io.leadloop.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.tally.LastDay;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DayChartTest {
  private static final Instant HOUR = Instant.parse("2026-11-29T10:00:00Z");

  @Test
  void barsAreAsHighAsTheirPartOfTheHighest() {
    DayChart chart = DayChart.of(day(hour(100, 50), hour(0, 0), hour(1, 1), hour(200, 200)));
    assertThat(chart.taken()).isEqualTo("M0 40v-20h8v20zM20 40v-1h8v1zM30 40v-40h8v40z");
    assertThat(chart.forwarded()).isEqualTo("M0 40v-10h8v10zM20 40v-1h8v1zM30 40v-40h8v40z");
  }

  /** Leads of an earlier hour may be forwarded in it. */
  @Test
  void noMoreIsForwardedThanWasTaken() {
    assertThat(DayChart.of(day(hour(1, 4), hour(4, 0))).forwarded()).isEqualTo("M0 40v-10h8v10z");
  }

  @Test
  void aDayWithoutLeadsHasNoBars() {
    assertThat(DayChart.of(day(hour(0, 0)))).isEqualTo(new DayChart("", ""));
  }

  private static LastDay day(LastDay.Hour... hours) {
    return new LastDay(null, List.of(hours));
  }

  private static LastDay.Hour hour(long taken, long forwarded) {
    return new LastDay.Hour(HOUR, taken, forwarded, 0);
  }
}
