package io.leadloop.oplead.answer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpleadIdTest {
  @ParameterizedTest
  @CsvSource({
    "https://crm.example/v1/leads/88231, 88231",
    "https://crm.example/v1/leads/88231///, 88231",
    "/leads//88231/?x=/, 88231",
    "88231/, 88231",
    "///,",
    "https://crm.example/v1/leads/,",
  })
  void slashesAtTheEndAreNoSegment(String address, String id) {
    assertThat(OpleadId.inAddress(address, "").orElse(null)).isEqualTo(id);
  }

  /** Regression: the time was quadratic. */
  @Test
  @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
  void anAddressOfManySlashesIsReadOnce() {
    String slashes = "/".repeat(2_000_000);
    assertThat(OpleadId.inAddress(slashes + "a1", "")).contains("a1");
    assertThat(OpleadId.inAddress("/a1" + slashes, "")).contains("a1");
  }
}
