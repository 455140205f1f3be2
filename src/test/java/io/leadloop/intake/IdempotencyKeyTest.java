package io.leadloop.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdempotencyKeyTest {
  /** The first two were different references. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "k1, k1",
        "`\"k1\"`, k1",
        "` \"k1\" `, k1",
        "`\"k1\";v=1`, k1",
        "`\"k\\\"1\\\\\"`, `k\"1\\`",
        "`\"\"`, ``",
        "` `, ``",
        "`\"k1`, `\"k1`",
        "`\"k1\"x`, `\"k1\"x`",
        "`k\"1\"`, `k\"1\"`",
        ",",
        // As the server reads what a client sent: é in UTF-8 and in Latin-1, and É in UTF-8.
        "LP-Ã©-1, LP-é-1",
        "LP-é-1, LP-é-1",
        "`\"Ã\u0089\"`, É",
        "LP-1, LP-1",
      })
  void aStringInQuotesAndABareOneAreOneKey(String header, String key) {
    assertThat(IdempotencyKey.read(header)).isEqualTo(key);
  }
}
