package io.leadloop.simulator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;

/** Behaviour of the demo's simulated Oplead. */
@ConfigMapping(prefix = "leadloop.simulator")
public interface SimulatorConfig {

  /** The status labels that every lead passes through, in order. */
  @WithDefault("Nouveau,En cours,Rendez-vous,Devis à faire,Gagné")
  @NotEmpty
  List<String> statuses();

  /** The status labels that a lead can be set to; compared without case and accents. */
  @WithDefault("En cours,Nurserie,Devis à relancer")
  @NotEmpty
  List<String> settableStatuses();

  /** The pause before each status, after the answer to the previous callback. */
  @WithDefault("PT1.5S")
  @NotNull
  Duration statusDelay();

  /** Delay after which a lead is assigned and subscribers are notified. */
  @WithDefault("PT0.2S")
  @NotNull
  Duration assignDelay();
}
