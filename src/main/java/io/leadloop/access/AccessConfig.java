package io.leadloop.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** How patient the gateway is with keys and tokens that are not good. */
@ConfigMapping(prefix = "leadloop.access")
public interface AccessConfig {
  /**
   * Refused keys and tokens of one address that cost it nothing; after them it waits longer each
   * time.
   */
  @WithDefault("20")
  @Min(0)
  int freeFailures();
}
