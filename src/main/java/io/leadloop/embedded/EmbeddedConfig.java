package io.leadloop.embedded;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

/** Where the embedded servers listen and keep their data; ignored while both are external. */
@ConfigMapping(prefix = "leadloop.embedded")
public interface EmbeddedConfig {
  /** The directory of the servers' data and of the keyset, made when it is absent. */
  @WithDefault(".leadloop")
  @NotBlank
  String dataDir();

  /** The loopback port of PostgreSQL; 0 takes a free one at each start. */
  @WithDefault("0")
  @Min(0)
  @Max(65535)
  int postgresqlPort();

  /** The loopback port of the Kafka broker; 0 takes a free one at each start. */
  @WithDefault("0")
  @Min(0)
  @Max(65535)
  int kafkaPort();
}
