package io.leadloop.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How patient the gateway is with its database. */
@ConfigMapping(prefix = "leadloop.store")
public interface StoreConfig {
  /**
   * A connection on which an answer does not come for so long is given up, with the statement that
   * waits for it; one that rests is closed after half of it. Else a connection that a firewall or a
   * lost machine has forgotten would be waited for until the operating system gives up, which takes
   * a quarter of an hour. No statement takes nearly as long.
   */
  @WithDefault("PT30S")
  @DurationMin(millis = 100)
  @DurationMax(hours = 1)
  Duration silence();
}
