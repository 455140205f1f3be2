package io.leadloop;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/** What concerns the gateway as a whole. */
@ConfigMapping(prefix = "leadloop")
public interface LeadloopConfig {
  /** The address that Oplead calls back. */
  URI publicUrl();

  /** Whether to seed the demo and start the simulated Oplead. */
  @WithDefault("false")
  boolean demo();
}
