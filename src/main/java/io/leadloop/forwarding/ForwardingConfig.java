package io.leadloop.forwarding;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How often uncertain leads are sent again; a part of {@code leadloop.forwarding}. */
@ConfigMapping(prefix = "leadloop.forwarding")
public interface ForwardingConfig {
  /**
   * How often a lead is sent again after requests whose outcome stays unknown. Then it stays
   * uncertain, until a callback settles it or an administrator sends it again.
   */
  @WithDefault("3")
  @Min(0)
  @Max(100)
  int uncertainResends();
}
