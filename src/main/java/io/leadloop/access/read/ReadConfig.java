package io.leadloop.access.read;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** Limits of concurrent reads per caller: each provider, and all administrators together. */
@ConfigMapping(prefix = "leadloop.reads")
public interface ReadConfig {
  /** Maximum reads of one caller in progress per replica. */
  @WithDefault("4")
  @Min(1)
  @Max(1000)
  int concurrencyPerCaller();

  /** Maximum queued reads of one caller per replica; beyond them 429. */
  @WithDefault("100")
  @Min(0)
  @Max(100_000)
  int waitingPerCaller();
}
