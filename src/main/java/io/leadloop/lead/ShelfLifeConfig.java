package io.leadloop.lead;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How long leads are worth forwarding; a part of {@code leadloop.forwarding}. */
@ConfigMapping(prefix = "leadloop.forwarding")
public interface ShelfLifeConfig {
  /**
   * How long a lead is worth forwarding, where its customer has no shelf life of its own; after
   * that it expires. It counts for leads that are accepted from then on.
   */
  @WithDefault("PT24H")
  @DurationMin(millis = 1)
  Duration shelfLife();
}
