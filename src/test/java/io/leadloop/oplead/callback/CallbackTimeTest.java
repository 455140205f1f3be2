package io.leadloop.oplead.callback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.leadloop.oplead.callback.CallbackTime.Read;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What senders write is in src/test/resources/field/callbacks. */
class CallbackTimeTest {
  private final CallbackTime times = new CallbackTime(ZoneId.of("Europe/Paris"), Locale.FRENCH);

  /** Regression: the end of a slot was taken for an offset, so that the start was hours later. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-12-03 14:00-15:00",
        "2026-12-03 14:00 - 15:00",
        "2026-12-03 14:00- 15:00",
        "2026-12-03 14:00-24:00",
        "2026-12-03 2:00 PM-15:30",
        "03/12/2026 14:00-15:00",
        "03/12/2026 14h00-15:00",
        "03/12/2026 14h-15:00",
        "jeudi 3 décembre 2026 à 14:00-15:30",
      })
  void ofASlotTheStartCounts(String slot) {
    assertThat(read(slot)).contains(Instant.parse("2026-12-03T13:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-12-03T14:00-05:00, 2026-12-03T19:00:00Z",
    "2026-12-03T04:00-05:00, 2026-12-03T09:00:00Z",
    "2026-12-03 04:00:00-05:00, 2026-12-03T09:00:00Z",
    "2026-12-03 14:00-04:00, 2026-12-03T18:00:00Z",
    "2026-12-03 02:00 -05:00, 2026-12-03T07:00:00Z",
    "2026-12-03 14:00+01:00, 2026-12-03T13:00:00Z",
    "2026-12-03 14:00-0500, 2026-12-03T19:00:00Z",
    "2026-12-03 14:00 UTC-05:00, 2026-12-03T19:00:00Z",
    "2026-12-03T14:00:00-12:00, 2026-12-04T02:00:00Z",
    "2026-12-03T14:00:00+14:00, 2026-12-03T00:00:00Z",
    "2026-12-03T14:00:00.5+14:00, 2026-12-03T00:00:00.5Z",
  })
  void anOffsetIsOne(String text, Instant time) {
    assertThat(read(text)).contains(time);
  }

  /** Regression: no place has such an offset. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-12-03T14:00:00-12:01",
        "2026-12-03T14:00:00+14:01",
        "2026-12-03T14:00-15:00",
        "2026-12-03 14:00:00-15:00",
        "2026-12-03 14:00-13:00",
        "2026-12-03 14:00+15:00",
        "2026-12-03 14:00-25:00",
        "2026-12-03 14:00-99:99",
      })
  void anOffsetOfNoPlaceIsNoTime(String text) {
    assertThat(read(text)).isEmpty();
  }

  /** Regression: as milliseconds since 1970 they were long ago, and no time at all. */
  @ParameterizedTest
  @ValueSource(strings = {"202612031400", "20261203140000", "20261203 1400", "20261203T1400"})
  void aDateAndATimeWithoutSeparatorsAreRead(String text) {
    assertThat(read(text)).contains(Instant.parse("2026-12-03T13:00:00Z"));
    assertThat(times.read(LongNode.valueOf(202612031400L)).map(Read::instant))
        .contains(Instant.parse("2026-12-03T13:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "1796119200, 2026-12-01T10:00:00Z",
    "1796119200250, 2026-12-01T10:00:00.250Z",
    "946684800, 2000-01-01T00:00:00Z",
  })
  void aPlausibleNumberIsATimeSince1970(String text, Instant time) {
    assertThat(read(text)).contains(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "33601020304",
        "330601020304",
        "0033601020304",
        "123456789",
        "202613031400",
        "202612032500",
        "202612031460",
        "199912031400"
      })
  void anotherNumberIsNoTime(String text) {
    assertThat(read(text)).isEmpty();
  }

  private Optional<Instant> read(String text) {
    return times.read(TextNode.valueOf(text)).map(Read::instant);
  }
}
