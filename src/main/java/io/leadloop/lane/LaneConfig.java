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

  /**
   * How long a request may be on its way to Oplead. It arrived before it was answered, so a quick
   * answer tells its time; of one that is slow to come, this does.
   */
  @WithDefault("PT1S")
  Duration margin();
}
