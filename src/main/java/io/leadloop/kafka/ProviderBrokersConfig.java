package io.leadloop.kafka;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;

/**
 * How providers reach the brokers, where it is not as the gateway does: brokers often have one
 * listener inside of a network and another for those outside.
 */
@ConfigMapping(prefix = "leadloop.kafka.providers")
public interface ProviderBrokersConfig {
  /**
   * The brokers' addresses that providers are given, as {@code host:port}, separated by commas;
   * without it {@code kafka.bootstrap.servers}.
   */
  Optional<
          @Pattern(
              regexp = "\\s*[^\\s,:]+:\\d{1,5}\\s*(,\\s*[^\\s,:]+:\\d{1,5}\\s*)*",
              message = "must be host:port, or several with commas between")
          String>
      bootstrapServers();

  /** The security protocol at these addresses; without it {@code kafka.security.protocol}. */
  Optional<
          @Pattern(
              regexp = "(SASL_)?(PLAINTEXT|SSL)",
              message = "must be PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL")
          String>
      securityProtocol();
}
