package io.leadloop.embedded;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "leadloop.embedded")
public interface EmbeddedConfig {
  @WithDefault(".leadloop")
  String dataDir();

  @WithDefault("0")
  int postgresqlPort();

  @WithDefault("0")
  int kafkaPort();
}
