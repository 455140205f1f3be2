package io.leadloop.provider;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Cache of keys and grants. */
@ConfigMapping(prefix = "leadloop.directory")
public interface DirectoryConfig {
  /**
   * How long a revoked key or a withdrawn grant may still be accepted. An open request may end up
   * to a second later; the contract allows 5 seconds.
   */
  @WithDefault("PT3S")
  @DurationMin(millis = 1)
  @DurationMax(millis = 3500)
  Duration noticedWithin();
}
