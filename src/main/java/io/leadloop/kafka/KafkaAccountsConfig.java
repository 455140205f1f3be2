package io.leadloop.kafka;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Management of the providers' Kafka accounts. */
@ConfigMapping(prefix = "leadloop.kafka")
public interface KafkaAccountsConfig {
  /**
   * Who creates the providers' accounts: the gateway ({@code managed}) or Kafka's operator ({@code
   * external}).
   */
  @WithDefault("managed")
  Accounts accounts();

  /** Who creates the accounts. */
  enum Accounts {
    /** The gateway, with its own account. */
    MANAGED,
    /** Kafka's operator; the gateway creates topics and lists the permissions to grant. */
    EXTERNAL
  }
}
