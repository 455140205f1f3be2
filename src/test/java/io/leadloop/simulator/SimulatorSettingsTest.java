package io.leadloop.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.leadloop.simulator.callback.CallbackVerb;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatorSettingsTest {

  @Test
  void emptyConfigurationGivesTheDefaults() {
    assertThat(SimulatorSettings.defaults())
        .isEqualTo(
            new SimulatorSettings(
                0,
                "/v1",
                100,
                Duration.ofMinutes(1),
                1001,
                List.of("Nouveau", "En cours", "Rendez-vous", "Devis à faire", "Gagné"),
                List.of("En cours", "Nurserie", "Devis à relancer"),
                Duration.ofMillis(1500),
                Duration.ofMillis(200),
                CallbackVerb.POST,
                Duration.ofSeconds(5),
                100_000));
  }

  @Test
  void everyKeyOfTheConfigurationArrives() {
    SimulatorConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(SimulatorConfig.class)
            .withDefaultValue("leadloop.simulator.statuses", "Nouveau,Perdu")
            .withDefaultValue("leadloop.simulator.settable-statuses", "En cours,Perdu")
            .withDefaultValue("leadloop.simulator.status-delay", "PT0S")
            .withDefaultValue("leadloop.simulator.assign-delay", "PT2S")
            .build()
            .getConfigMapping(SimulatorConfig.class);

    assertThat(SimulatorSettings.from(config, 0))
        .isEqualTo(
            SimulatorSettings.builder()
                .statuses("Nouveau", "Perdu")
                .settableStatuses("En cours", "Perdu")
                .statusDelay(Duration.ZERO)
                .assignDelay(Duration.ofSeconds(2))
                .build());
  }

  @Test
  void settingsThatCannotBeKeptAreRefused() {
    SimulatorSettingsBuilder noQuota = SimulatorSettings.builder().quota(0);
    assertThatIllegalArgumentException().isThrownBy(noQuota::build).withMessageContaining("quota");
    SimulatorSettingsBuilder openPrefix = SimulatorSettings.builder().pathPrefix("/v1/");
    assertThatIllegalArgumentException().isThrownBy(openPrefix::build);
  }
}
