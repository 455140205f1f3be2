package io.leadloop.subscription;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** Checks of the subscriptions at Oplead. */
@ConfigMapping(prefix = "leadloop.subscriptions")
public interface SubscriptionConfig {
  /** How often each customer's subscriptions are checked. */
  @WithDefault("P1D")
  @DurationMin(seconds = 1)
  Duration checkInterval();

  /** Delay before another check after a failure or without quota. */
  @WithDefault("PT1M")
  @DurationMin(millis = 1)
  Duration retryAfter();

  /** How often due customers are polled for. */
  @WithDefault("PT2S")
  @DurationMin(millis = 1)
  Duration interval();
}
