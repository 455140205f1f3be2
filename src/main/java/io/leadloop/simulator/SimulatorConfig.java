package io.leadloop.simulator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;

/** How the simulated Oplead of the demo behaves. */
@ConfigMapping(prefix = "leadloop.simulator")
public interface SimulatorConfig {

  /** The labels of the statuses that every lead goes through, in order. */
  @WithDefault("Nouveau,En cours,Rendez-vous,Devis à faire,Gagné")
  @NotEmpty
  List<String> statuses();

  /** The labels of the statuses that a lead can be set to; compared without case and accents. */
  @WithDefault("En cours,Nurserie,Devis à relancer")
  @NotEmpty
  List<String> settableStatuses();

  /** The pause before each status, counted from the answer to the callback before it. */
  @WithDefault("PT1.5S")
  @NotNull
  Duration statusDelay();

  /** How long after its arrival a lead is assigned to somebody, which subscribers are told. */
  @WithDefault("PT0.2S")
  @NotNull
  Duration assignDelay();
}
