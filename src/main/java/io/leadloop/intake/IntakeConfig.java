package io.leadloop.intake;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** What is taken from providers. */
@ConfigMapping(prefix = "leadloop.intake")
public interface IntakeConfig {
  /** The longest {@code lead} document, in bytes of its JSON. */
  @WithDefault("65536")
  @Min(1)
  int maxLeadBytes();
}
