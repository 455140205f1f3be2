package io.leadloop.callback;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** Limits of callbacks. */
@ConfigMapping(prefix = "leadloop.callback")
public interface CallbackConfig {
  /**
   * The maximum size of a callback body, in bytes; sealed and as JSON it must fit into a record of
   * the feedback log.
   */
  @WithDefault("262144")
  @Min(1024)
  @Max(737_280)
  int maxBodyBytes();
}
