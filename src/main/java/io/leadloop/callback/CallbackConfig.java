package io.leadloop.callback;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** What is taken from Oplead. */
@ConfigMapping(prefix = "leadloop.callback")
public interface CallbackConfig {
  /** The longest body that is taken, in bytes. */
  @WithDefault("262144")
  @Min(1024)
  int maxBodyBytes();
}
