package io.leadloop;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** General settings of the gateway. */
@ConfigMapping(prefix = "leadloop")
public interface LeadloopConfig {
  /**
   * The base URL of Oplead's callbacks. With an embedded server and in the demo {@code
   * http://localhost:<port>}, otherwise required.
   */
  URI publicUrl();

  /** Whether to seed the demo and start the simulated Oplead. */
  @WithDefault("false")
  boolean demo();

  /** Checks at start. */
  Start start();

  /**
   * Checks at start.
   *
   * @see StartRisk
   */
  interface Start {
    /**
     * Dangerous settings that are allowed, by name: {@code plain-text-kafka}, {@code
     * plain-text-postgresql}, {@code plain-http-listener}, {@code plain-http-callbacks}, {@code
     * plain-http-oplead}, {@code plain-http-issuer}, {@code private-push-addresses}, {@code
     * demo-exposed}, {@code forwarding-from-anybody}.
     */
    Optional<List<String>> allow();
  }
}
