package io.leadloop.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptFilterTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/csv",
        "application/json;q=0",
        "text/csv, application/json;q=0.5",
        "text/html,application/xhtml+xml,*/*;q=0.8",
        "text/csv; charset=utf-8; q=1.000"
      })
  void whatCanBeReadIsKeptAndAnythingIsAcceptedAfterIt(String accept) {
    assertThat(AcceptFilter.widened(accept)).isEqualTo(accept + ", */*;q=0.001");
  }

  /** Regression: a list of leads was refused for such a quality, and nothing else was. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "/json",
        "application/",
        "text/csv;q=abc",
        "text/csv;q=",
        "text/csv;q=2",
        "text/csv;q=-1",
        "text/csv;q=NaN",
        "application/json, text/csv;q=1,5"
      })
  void whatCannotBeReadAcceptsAnything(String accept) {
    assertThat(AcceptFilter.widened(accept)).isEqualTo("*/*");
  }
}
