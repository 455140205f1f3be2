package io.leadloop.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** Limits of rejected keys and tokens. */
@ConfigMapping(prefix = "leadloop.access")
public interface AccessConfig {
  /**
   * Rejected keys and tokens per client (an IPv4 address or a /64 IPv6 network) that are answered
   * without Retry-After. Further ones have a Retry-After that doubles, with 429 at the sign-in
   * pages, and invalid keys are no longer looked up in the database.
   */
  @WithDefault("20")
  @Min(0)
  @Max(1_000_000)
  int freeFailures();
}
