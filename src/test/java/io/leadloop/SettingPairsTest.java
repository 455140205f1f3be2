package io.leadloop;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that are right only together stop the start with one sentence each. */
class SettingPairsTest {
  @Test
  void theDefaultsContradictNothing() {
    assertThat(contradictions()).isEmpty();
  }

  @Test
  void aLeaseThatEndsBeforeACallIsNotTaken() {
    assertThat(contradictions("leadloop.forwarding.lease", "PT10S"))
        .singleElement()
        .asString()
        .contains("leadloop.forwarding.lease is PT10S", "must be at least PT46S");
    assertThat(contradictions("leadloop.oplead.documents.timeout", "PT2M")).hasSize(1);
    assertThat(contradictions("leadloop.oplead.connect-timeout", "PT25S")).hasSize(1);
    assertThat(
            contradictions(
                "leadloop.forwarding.lease", "PT26S", "leadloop.oplead.documents.timeout", "PT5S"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "leadloop.forwarding.backoff-initial, PT2H",
    "leadloop.forwarding.backoff-max, PT1S",
    "leadloop.forwarding.uncertain-wait, PT25H",
    "leadloop.forwarding.shelf-life, PT1M",
    "leadloop.forwarding.pause, PT2S",
    "leadloop.forwarding.concurrency, 16",
    "leadloop.lane.margin, PT60S",
    "leadloop.lane.window, PT0.5S",
    "leadloop.silence.overdue-after, PT30M",
    "leadloop.silence.poll-again, PT25H",
    "leadloop.silence.sample, 20",
    "leadloop.oplead.base-url, ftp://api.oplead.com",
    "leadloop.oplead.base-url, api.oplead.com",
  })
  void settingsThatGoTogetherAreComparedWithOneAnother(String key, String value) {
    assertThat(contradictions(key, value)).singleElement().asString().contains(key);
  }

  private static List<String> contradictions(String... keysAndValues) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      values.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return SettingPairs.contradictions(
        SettingPairs.mapped(
                new SmallRyeConfigBuilder()
                    .addDefaultInterceptors()
                    .withSources(new PropertiesConfigSource(values, "test", 500)))
            .build());
  }
}
