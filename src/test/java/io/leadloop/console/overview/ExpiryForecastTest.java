package io.leadloop.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.console.overview.Overview.ExpiringLane;
import io.leadloop.lane.status.LaneLine;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpiryForecastTest {
  private static final Instant NOW = Instant.parse("2026-11-29T10:00:00Z");
  private static final Duration SHELF_LIFE = Duration.ofHours(24);

  /** Of a thousand leads that came at once, an hour ago. */
  @ParameterizedTest
  @CsvSource({
    // Sent before the 23 hours that remain are over.
    "1000, 3600, 50, 0, ",
    "1000, 3600, 100, 0, ",
    // A lane that sends nothing loses all of them, the first in 23 hours.
    "1000, 3600, 0, 1000, 2026-11-30T09:00:00Z",
    // 20 an hour: a lead has a turn each 180 s, and they came 3.6 s apart.
    "1000, 3600, 20, 530, 2026-11-30T09:28:09Z"
  })
  void leadsExpireWhoseTurnComesTooLate(
      long waiting, long oldestSeconds, long perHour, long leads, Instant first) {
    Optional<ExpiringLane> found =
        ExpiryForecast.of(line("open", waiting, oldestSeconds, perHour), NOW, SHELF_LIFE);
    assertThat(found.map(ExpiringLane::leads).orElse(0L)).isEqualTo(leads);
    assertThat(found.map(ExpiringLane::first).orElse(null)).isEqualTo(first);
  }

  @Test
  void aCustomersOwnShelfLifeCounts() {
    LaneLine line = line("open", 1000, 3600, 50);
    assertThat(ExpiryForecast.of(line, NOW, SHELF_LIFE)).isEmpty();
    assertThat(ExpiryForecast.of(with(line, Duration.ofHours(2)), NOW, SHELF_LIFE)).isPresent();
  }

  @Test
  void heldLeadsDoNotExpire() {
    assertThat(ExpiryForecast.of(line("paused", 1000, 3600, 0), NOW, SHELF_LIFE)).isEmpty();
  }

  @Test
  void anEmptyLaneLosesNothing() {
    assertThat(ExpiryForecast.of(line("open", 0, 0, 0), NOW, SHELF_LIFE)).isEmpty();
  }

  private static LaneLine line(String state, long waiting, long oldestSeconds, long perHour) {
    return new LaneLine(
        "slug",
        "name",
        state,
        100,
        0,
        waiting,
        0,
        Optional.of(NOW.minusSeconds(oldestSeconds)),
        Optional.empty(),
        Optional.empty(),
        perHour);
  }

  private static LaneLine with(LaneLine line, Duration shelfLife) {
    return new LaneLine(
        line.slug(),
        line.name(),
        line.state(),
        line.quota(),
        line.used(),
        line.waiting(),
        line.held(),
        line.dueSince(),
        line.sleepsUntil(),
        Optional.of(shelfLife),
        line.perHour());
  }
}
