package io.leadloop.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Ids by their time. */
class IdTimesTest {
  @Test
  void theFirstIdOfATimeHasItsMilliseconds() {
    assertThat(IdTimes.first(Instant.parse("2026-11-01T00:00:00Z")))
        .hasToString("01a19467-e800-0000-0000-000000000000");
  }

  @Test
  void noIdIsBeforeTheFirstOfATimeBefore1970() {
    assertThat(IdTimes.first(Instant.EPOCH.minusSeconds(600))).isEqualTo(new UUID(0, 0));
  }

  @Test
  void anIdThatFollowsFromANameHasItsTime() {
    Instant time = Instant.parse("2026-11-01T00:00:00.123Z");
    UUID id = IdTimes.named(time, "a");
    assertThat(IdTimes.of(id)).isEqualTo(time);
    assertThat(IdTimes.named(time, "a")).isEqualTo(id);
    assertThat(IdTimes.named(time, "b")).isNotEqualTo(id);
  }

  @Test
  void idsAreOrderedAsTheirTexts() {
    assertThat(
            Stream.of("ff", "01", "80", "7f", "00")
                .flatMap(
                    byteText ->
                        Stream.of(
                                "00000000-0000-0000-%1$s00-000000000000",
                                "%1$s000000-0000-0000-0000-000000000000")
                            .map(form -> UUID.fromString(form.formatted(byteText))))
                .sorted(IdTimes.ORDER)
                .map(UUID::toString))
        .isSorted();
  }
}
