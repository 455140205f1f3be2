package io.leadloop.push.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.store.CommitCursor;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The points from which an endpoint receives events, as they are written. */
class StartPointTest {
  @Test
  void aPointIsAWordACursorOrATime() {
    assertThat(StartPoint.parse("now")).contains(new StartPoint.Now());
    assertThat(StartPoint.parse("beginning")).contains(new StartPoint.Beginning());
    assertThat(StartPoint.parse("12-7")).contains(new StartPoint.After(new CommitCursor(12, 7)));
    assertThat(StartPoint.parse("2026-11-24T10:30:00+01:00"))
        .contains(new StartPoint.Since(Instant.parse("2026-11-24T09:30:00Z")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1970-01-01T00:00:00Z",
        "1970-01-01T23:59:59Z",
        "1969-07-20T20:17:00Z",
        "0001-01-01T00:00:00Z",
        "-0500-01-01T00:00:00Z",
        "-999999999-01-01T00:00:00Z"
      })
  void aTimeBeforeAllEventsIsTheBeginning(String text) {
    assertThat(StartPoint.parse(text)).contains(new StartPoint.Beginning());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2026-11-24",
        "9999-12-31T23:59:59Z",
        "+999999999-12-31T23:59:59Z"
      })
  void anythingElseIsNone(String text) {
    assertThat(StartPoint.parse(text)).isEmpty();
  }
}
