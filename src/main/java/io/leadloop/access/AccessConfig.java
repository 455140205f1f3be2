package io.leadloop.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How many refused keys and tokens a client may send. */
@ConfigMapping(prefix = "leadloop.access")
public interface AccessConfig {
  /**
   * Refused keys and tokens of one client (an IPv4 address, or an IPv6 network of 64 bits) that it
   * need not wait for. After them it waits longer each time, and keys that are not valid no longer
   * cost the database anything.
   */
  @WithDefault("20")
  @Min(0)
  @Max(1_000_000)
  int freeFailures();
}
