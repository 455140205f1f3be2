package io.leadloop.lead;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;

/** Tracing; needs {@code quarkus.otel.sdk.disabled=false}. */
@ConfigMapping(prefix = "leadloop.traces")
public interface TraceConfig {
  /**
   * The fraction of leads that are traced, from 0 to 1; a lead is traced completely or not at all.
   */
  @WithDefault("0.01")
  @DecimalMin("0")
  @DecimalMax("1")
  double share();
}
