package io.leadloop.oplead.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Fixes every default, since operators rely on them. */
class OpleadConfigTest {

  private final OpleadConfig config = TestConfig.with();

  @Test
  void callsGoToOpleadOverBoundedConnections() {
    assertThat(config.baseUrl()).isEqualTo(URI.create("https://api.oplead.com/v1"));
    assertThat(config.allowPrivateAddresses()).isFalse();
    assertThat(config.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.readTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.pool().size()).isEqualTo(1024);
    assertThat(config.documents().timeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.profile()).isEmpty();
    assertThat(config.pool().keepAlive()).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void anUnknownKeyStopsTheStart() {
    assertThatThrownBy(() -> TestConfig.with("read-timeuot", "PT1S"))
        .hasMessageContaining("leadloop.oplead.read-timeuot");
  }
}
