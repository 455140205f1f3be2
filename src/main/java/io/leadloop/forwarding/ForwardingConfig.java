package io.leadloop.forwarding;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How leads are sent, and when they are sent again. */
@ConfigMapping(prefix = "leadloop.forwarding")
public interface ForwardingConfig {
  /** How long an uncertain lead waits for a callback before it is sent again. */
  @WithDefault("PT2M")
  Duration uncertainWait();

  /** How long a lead is worth forwarding; after that it expires. */
  @WithDefault("PT24H")
  Duration shelfLife();

  /** The wait after the first failed attempt; it doubles with each. */
  @WithDefault("PT30S")
  Duration backoffInitial();

  /** The longest wait between two attempts. */
  @WithDefault("PT1H")
  Duration backoffMax();

  /** How long a claim holds a lead; longer than any call to Oplead takes. */
  @WithDefault("PT1M")
  Duration lease();

  /** Calls to Oplead that one replica has under way at most. */
  @WithDefault("64")
  @Min(1)
  int concurrency();

  /** How often lanes are looked at. */
  @WithDefault("PT0.1S")
  Duration pollInterval();

  /** How often leases and shelf lives are looked at. */
  @WithDefault("PT1S")
  Duration sweepInterval();
}
