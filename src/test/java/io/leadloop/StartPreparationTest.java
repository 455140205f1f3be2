package io.leadloop;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is looked at before anything is started. */
class StartPreparationTest {
  @Test
  void aBootstrapKeyThatCouldBeGuessedStopsTheStart() {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .withSources(
                new PropertiesConfigSource(
                    Map.of("leadloop.admin.bootstrap-key", "lla_a_b"), "test", 500))
            .build();
    assertThatThrownBy(() -> new StartPreparation(config).supply())
        .isInstanceOf(StartRefusedException.class)
        .hasMessageStartingWith("leadloop.admin.bootstrap-key must be lla_<public id>_<secret>,")
        .hasMessageNotContaining("lla_a_b");
  }
}
