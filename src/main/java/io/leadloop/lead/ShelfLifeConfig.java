package io.leadloop.lead;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** The default shelf life of leads; part of {@code leadloop.forwarding}. */
@ConfigMapping(prefix = "leadloop.forwarding")
public interface ShelfLifeConfig {
  /**
   * The shelf life of a lead whose customer has none of its own; after it the lead expires. A
   * change applies to leads accepted afterwards.
   */
  @WithDefault("PT24H")
  @DurationMin(millis = 1)
  Duration shelfLife();
}
