package io.leadloop;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
  @ValueSource(strings = {"ftp://api.oplead.com", "api.oplead.com"})
  void anAddressWithoutHttpIsNotTaken(String address) {
    assertThat(contradictions("leadloop.oplead.base-url", address))
        .singleElement()
        .asString()
        .contains("leadloop.oplead.base-url is " + address);
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
