package io.leadloop.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** Limits of rejected keys and tokens. */
@ConfigMapping(prefix = "leadloop.access")
public interface AccessConfig {
  /**
   * Rejected keys and tokens per client (an IPv4 address or a /64 IPv6 network) without a delay.
   * Further ones are delayed longer each time, and invalid keys are no longer looked up in the
   * database.
   */
  @WithDefault("20")
  @Min(0)
  @Max(1_000_000)
  int freeFailures();
}
