package io.leadloop.kafka;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How providers come by their accounts at Kafka. */
@ConfigMapping(prefix = "leadloop.kafka")
public interface KafkaAccountsConfig {
  /** Who makes the providers' accounts. */
  @WithDefault("managed")
  Accounts accounts();

  /** Who makes them. */
  enum Accounts {
    /** The gateway, as its own account. */
    MANAGED,
    /** Whoever runs Kafka; the gateway creates topics and says what to grant. */
    EXTERNAL
  }
}
