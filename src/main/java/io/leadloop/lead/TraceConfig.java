package io.leadloop.lead;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;

/** Traces, where {@code quarkus.otel.sdk.disabled} is {@code false}. */
@ConfigMapping(prefix = "leadloop.traces")
public interface TraceConfig {
  /** The part of all leads, from 0 to 1, that are traced; of each lead either all or nothing. */
  @WithDefault("0.01")
  @DecimalMin("0")
  @DecimalMax("1")
  double share();
}
