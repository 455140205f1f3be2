package io.leadloop.reconciliation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** Limits of reconciliations. */
@ConfigMapping(prefix = "leadloop.reconciliation")
public interface ReconciliationConfig {
  /** The maximum leads in one list; a longer one is answered with 413. */
  @WithDefault("250000")
  @Min(1)
  @Max(10_000_000)
  int maxLeads();

  /** The maximum open reconciliations per provider and replica; further ones get a 429. */
  @WithDefault("1")
  @Min(1)
  @Max(100)
  int maxOpenPerProvider();

  /** The maximum open reconciliations per replica; further ones get a 429. */
  @WithDefault("4")
  @Min(1)
  @Max(1000)
  int maxOpen();
}
