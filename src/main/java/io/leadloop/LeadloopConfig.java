package io.leadloop;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** What concerns the gateway as a whole. */
@ConfigMapping(prefix = "leadloop")
public interface LeadloopConfig {
  /** The address that Oplead calls back. */
  URI publicUrl();

  /** Whether to seed the demo and start the simulated Oplead. */
  @WithDefault("false")
  boolean demo();

  /** Dangerous settings that the operator takes, by their names. */
  Start start();

  /** See {@link StartRisk}. */
  interface Start {
    /** Such as {@code plain-text-kafka}; the start's own message names them. */
    Optional<List<String>> allow();
  }
}
