package io.leadloop.access.read;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How many reads one caller may have at once: each provider, and all administrators together. */
@ConfigMapping(prefix = "leadloop.reads")
public interface ReadConfig {
  /** Reads of one caller that are in progress on one replica at most. */
  @WithDefault("4")
  @Min(1)
  @Max(1000)
  int concurrencyPerCaller();

  /** Reads of one caller that wait on one replica at most; beyond them 429. */
  @WithDefault("100")
  @Min(0)
  @Max(100_000)
  int waitingPerCaller();
}
