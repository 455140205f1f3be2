package io.leadloop.callback;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** What is taken from Oplead. */
@ConfigMapping(prefix = "leadloop.callback")
public interface CallbackConfig {
  /**
   * The longest body that is taken, in bytes; at the most what fits into a record of the feedback
   * log when it is sealed and written as JSON.
   */
  @WithDefault("262144")
  @Min(1024)
  @Max(737_280)
  int maxBodyBytes();
}
