package io.leadloop.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
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

  @Test
  void anUnknownKeyStopsTheStart() {
    assertThatThrownBy(() -> TestPushConfig.with("timeuot", "PT1S"))
        .hasMessageContaining("leadloop.push.timeuot");
  }
}
