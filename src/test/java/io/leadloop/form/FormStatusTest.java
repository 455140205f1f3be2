package io.leadloop.form;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.error.ErrorCode;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The statuses of answers to posted forms are settings. */
class FormStatusTest {
  @ParameterizedTest
  @EnumSource
  void byDefaultAProblemHasItsUsualStatus(ErrorCode code) {
    assertThat(FormResource.status(code, config(Map.of()))).isEqualTo(code.status());
  }

  @ParameterizedTest
  @CsvSource({
    "unknown, UNAUTHENTICATED",
    "invalid, INVALID_LEAD",
    "invalid, INVALID_DOCUMENT",
    "unreadable, MALFORMED_BODY",
    "unreadable, MALFORMED_FORM",
    "token-in-address, INVALID_REQUEST",
    "too-slow, REQUEST_TIMEOUT",
    "conflict, REFERENCE_CONFLICT",
    "too-long, BODY_TOO_LARGE",
    "unsupported, UNSUPPORTED_MEDIA_TYPE",
    "limited, RATE_LIMITED",
    "unavailable, STORE_UNAVAILABLE"
  })
  void eachStatusIsASetting(String setting, ErrorCode code) {
    FormConfig changed = config(Map.of("leadloop.form.status." + setting, "499"));
    assertThat(FormResource.status(code, changed)).isEqualTo(499);
  }

  @Test
  void anAcceptedLeadHasASetting() {
    assertThat(config(Map.of()).accepted()).isEqualTo(200);
    assertThat(config(Map.of("leadloop.form.status.accepted", "202")).accepted()).isEqualTo(202);
  }

  private static FormConfig config(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .withMapping(FormConfig.class)
        .withDefaultValues(new TreeMap<>(settings))
        .build()
        .getConfigMapping(FormConfig.class);
  }
}
