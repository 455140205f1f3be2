package io.leadloop.provider;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How long a replica goes by what it was told of keys and grants. */
@ConfigMapping(prefix = "leadloop.directory")
public interface DirectoryConfig {
  /**
   * How long a revoked key, or a grant that was taken back, may still be taken. The contract allows
   * 5 seconds, request included.
   */
  @WithDefault("PT4S")
  @DurationMin(millis = 1)
  @DurationMax(millis = 4500)
  Duration noticedWithin();
}
