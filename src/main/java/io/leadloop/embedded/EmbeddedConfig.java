package io.leadloop.embedded;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

/** Ports and data directory of the embedded servers; ignored if both servers are external. */
@ConfigMapping(prefix = "leadloop.embedded")
public interface EmbeddedConfig {
  /** The directory of the servers' data and the keyset, created if absent. */
  @WithDefault(".leadloop")
  @NotBlank
  String dataDir();

  /** The loopback port of PostgreSQL; 0 picks a free one, for the demo the same as before. */
  @WithDefault("0")
  @Min(0)
  @Max(65535)
  int postgresqlPort();

  /** The loopback port of the Kafka broker; 0 picks a free one, for the demo the same as before. */
  @WithDefault("0")
  @Min(0)
  @Max(65535)
  int kafkaPort();
}
