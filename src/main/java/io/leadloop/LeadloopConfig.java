package io.leadloop;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** What concerns the gateway as a whole. */
@ConfigMapping(prefix = "leadloop")
public interface LeadloopConfig {
  /**
   * The address that Oplead calls back. With an embedded server and in the demo {@code
   * http://localhost:<port>}, else required.
   */
  URI publicUrl();

  /** Whether to seed the demo and start the simulated Oplead. */
  @WithDefault("false")
  boolean demo();

  /** What stops the start. */
  Start start();

  /**
   * What stops the start.
   *
   * @see StartRisk
   */
  interface Start {
    /**
     * Dangerous settings that the operator takes, by their names: {@code plain-text-kafka}, {@code
     * plain-text-postgresql}, {@code plain-http-callbacks}, {@code plain-http-oplead}, {@code
     * plain-http-issuer}, {@code demo-exposed}.
     */
    Optional<List<String>> allow();
  }
}
