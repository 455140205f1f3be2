package io.leadloop.subscription;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How what the gateway is subscribed to is looked after. */
@ConfigMapping(prefix = "leadloop.subscriptions")
public interface SubscriptionConfig {
  /** How often each customer's Oplead is asked whether it still has them. */
  @WithDefault("P1D")
  @DurationMin(seconds = 1)
  Duration checkInterval();

  /** When it is asked again after something went wrong, or there was no quota. */
  @WithDefault("PT1M")
  @DurationMin(millis = 1)
  Duration retryAfter();

  /** How often customers are looked for that are due. */
  @WithDefault("PT2S")
  @DurationMin(millis = 1)
  Duration interval();
}
