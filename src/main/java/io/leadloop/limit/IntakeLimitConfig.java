package io.leadloop.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * How much is taken from a provider that has no limit of its own. The defaults are more than one
 * replica stores, so that they stop nobody.
 */
@ConfigMapping(prefix = "leadloop.intake.limit")
public interface IntakeLimitConfig {
  /** Leads in a minute, in the long run and over all replicas. */
  @WithDefault("6000000")
  @Min(1)
  @Max(1_000_000_000)
  int leadsPerMinute();

  /** Leads at once, after a pause. */
  @WithDefault("1000000")
  @Min(1)
  @Max(100_000_000)
  int burst();
}
