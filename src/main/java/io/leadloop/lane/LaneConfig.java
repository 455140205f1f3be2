package io.leadloop.lane;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** The quota of each customer's token. */
@ConfigMapping(prefix = "leadloop.lane")
public interface LaneConfig {
  /** The window of the quota: a customer's requests per minute hold for any such time. */
  @WithDefault("PT60S")
  @DurationMin(millis = 1)
  @DurationMax(hours = 24)
  Duration window();

  /**
   * How long a request that was given up without an answer may still be on its way to Oplead; its
   * slot of the quota is counted from the end of that time.
   */
  @WithDefault("PT1S")
  @DurationMin(millis = 0)
  Duration margin();
}
