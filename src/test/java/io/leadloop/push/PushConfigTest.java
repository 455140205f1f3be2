package io.leadloop.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.setting.SettingCheck;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Fixes every default, since operators rely on them. */
class PushConfigTest {

  @Test
  void deliveriesGoToPublicAddressesAndAreBounded() {
    PushConfig config = TestPushConfig.with();
    assertThat(config.allowPrivateAddresses()).isFalse();
    assertThat(config.ports()).containsExactlyInAnyOrder(443, 8443);
    assertThat(config.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(15));
    assertThat(config.maxAnswerBytes()).isEqualTo(16_384);
  }

  /** Regression: a longer one than the lease of an endpoint stopped all deliveries silently. */
  @Test
  void aTimeoutThatTheLeaseOfAnEndpointDoesNotOutlastIsRefused() {
    assertThat(problems("PT30S")).isEmpty();
    assertThat(problems("PT40S")).containsExactly("leadloop.push.timeout must be at most PT30S.");
  }

  private static List<String> problems(String timeout) {
    return new SettingCheck("leadloop", List.of(PushConfig.class))
        .problems(
            new SmallRyeConfigBuilder()
                .withSources(
                    new PropertiesConfigSource(
                        Map.of("leadloop.push.timeout", timeout), "a file", 250))
                .build(),
            Set.of());
  }

  @Test
  void anUnknownKeyStopsTheStart() {
    assertThatThrownBy(() -> TestPushConfig.with("timeuot", "PT1S"))
        .hasMessageContaining("leadloop.push.timeuot");
  }
}
