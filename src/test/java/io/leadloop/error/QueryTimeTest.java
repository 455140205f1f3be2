package io.leadloop.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTimeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-29T12:00:00Z",
        "2026-11-29t12:00:00z",
        "2026-11-29T12:00:00.000Z",
        "2026-11-29T13:00:00+01:00",
        "2026-11-29T13:00:00 01:00",
        "2026-11-29T07:00:00-05:00"
      })
  void aTimeIsReadInEachFormOfRfc3339(String text) {
    assertThat(QueryTime.parse(text)).contains(Instant.parse("2026-11-29T12:00:00Z"));
  }

  /** Programs that ask for everything begin there; it was refused. */
  @ParameterizedTest
  @ValueSource(strings = {"1970-01-01T00:00:00Z", "1970-01-01T01:00:00+01:00"})
  void theFirstTimeIsTheStartOf1970(String text) {
    assertThat(QueryTime.parse(text)).contains(Instant.EPOCH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "2026-11-29",
        "2026-11-29T12:00:00",
        "2026-11-29 12:00:00Z",
        "2026-02-30T00:00:00Z",
        "1969-12-31T23:59:59Z",
        "9999-12-31T00:00:00Z",
        "+999999999-01-01T00:00:00Z",
        "1795862600"
      })
  void anythingElseIsNoTime(String text) {
    assertThat(QueryTime.parse(text)).isEmpty();
  }
}
