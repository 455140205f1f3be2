package io.leadloop.callback;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** What is taken from Oplead. */
@ConfigMapping(prefix = "leadloop.callback")
public interface CallbackConfig {
  /** The longest body that is taken, in bytes. */
  @WithDefault("262144")
  @Min(1024)
  @Max(1_048_576)
  int maxBodyBytes();
}
