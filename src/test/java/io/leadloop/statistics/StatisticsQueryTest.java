package io.leadloop.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.error.ProblemException;
import io.leadloop.tally.Step;
import io.leadloop.tally.TallyQuery;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticsQueryTest {
  private static final Instant NOW = Instant.parse("2026-11-29T10:20:30Z");

  @Test
  void byDefaultItIsTheLastThirtyDaysByDay() {
    TallyQuery query = query(null, null, null);
    assertThat(query.step()).isEqualTo(Step.DAY);
    assertThat(query.from()).isEqualTo("2026-10-31T00:00:00Z");
    assertThat(query.until()).isEqualTo("2026-11-30T00:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-01, 2026-11-02, day, 2026-11-01T00:00:00Z, 2026-11-02T00:00:00Z",
    "2026-11-01T05:30:00Z, 2026-11-01T06:30:00Z, day, 2026-11-01T00:00:00Z, 2026-11-02T00:00:00Z",
    "2026-11-01T05:30:00+02:00, 2026-11-01T06:00:00Z, hour, 2026-11-01T03:00:00Z, 2026-11-01T06:00:00Z",
    "2026-11-01T05:30:00Z, 2026-11-01T05:31:00Z, total, 2026-11-01T05:00:00Z, 2026-11-01T06:00:00Z",
    "2026-10-29, 2026-11-29, hour, 2026-10-29T00:00:00Z, 2026-11-29T00:00:00Z"
  })
  void timesAreRoundedOutwards(String from, String until, String by, Instant first, Instant end) {
    TallyQuery query = query(from, until, by);
    assertThat(query.from()).isEqualTo(first);
    assertThat(query.until()).isEqualTo(end);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-02, 2026-11-02, day, /until",
    "2026-11-03, 2026-11-02, day, /until",
    "2025-01-01, 2026-11-02, day, /from",
    "2025-01-01, 2026-11-02, total, /from",
    "2026-10-01, 2026-11-02, hour, /from",
    "yesterday, 2026-11-02, day, /from",
    "2026-11-01, 0000-00-00, day, /until",
    "2026-11-01, 9999999999-01-01T00:00:00Z, day, /until",
    "1969-11-01, 1969-11-02, day, /until",
    "2026-11-01, 2026-11-02, week, /by"
  })
  void whatCannotBeReadOrIsTooLongIsRejected(String from, String until, String by, String at) {
    assertThatThrownBy(() -> query(from, until, by))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> {
              assertThat(problem.code().slug()).isEqualTo("invalid-request");
              assertThat(problem.errors()).extracting(error -> error.pointer()).containsExactly(at);
            });
  }

  private static TallyQuery query(String from, String until, String by) {
    StatisticsParameters parameters = new StatisticsParameters();
    parameters.from = from;
    parameters.until = until;
    parameters.by = by;
    return StatisticsQuery.of(parameters, Optional.of("atelier"), Optional.empty(), NOW);
  }
}
