package io.leadloop.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** The retention of personal data. */
@ConfigMapping(prefix = "leadloop.retention")
public interface RetentionConfig {
  /**
   * The time after a lead's last change, usually its last status, at which its personal data is
   * erased.
   */
  @WithDefault("P90D")
  @DurationMin(minutes = 1)
  Duration eraseAfter();

  /** The interval of the search for leads to erase. */
  @WithDefault("PT1H")
  @DurationMin(millis = 100)
  Duration interval();
}
