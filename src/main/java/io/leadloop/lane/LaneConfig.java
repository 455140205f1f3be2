package io.leadloop.lane;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The quota of each customer's token. */
@ConfigMapping(prefix = "leadloop.lane")
public interface LaneConfig {
  /** The window of the quota: a customer's requests per minute hold for any such time. */
  @WithDefault("PT60S")
  Duration window();

  /** What is added to the window for the way to Oplead, which may shorten gaps. */
  @WithDefault("PT0.25S")
  Duration margin();
}
