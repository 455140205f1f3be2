package io.leadloop.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * The limit of providers that have none of their own. The defaults are more than the gateway
 * stores: they stop no provider, are not enforced, and cost nothing.
 */
@ConfigMapping(prefix = "leadloop.intake.limit")
public interface IntakeLimitConfig {
  /**
   * Leads in a minute, in the long run and over all replicas. For a lower limit, set the burst,
   * too: so many may come at first.
   */
  @WithDefault("6000000")
  @Min(1)
  @Max(1_000_000_000)
  int leadsPerMinute();

  /**
   * Leads at once, after a pause. A provider with its own leads in a minute and no burst of its own
   * has no more at once than these.
   */
  @WithDefault("1000000")
  @Min(1)
  @Max(100_000_000)
  int burst();
}
