package io.leadloop.feedback;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * When feedback is overdue unless its customer is known better; a part of {@code leadloop.silence}.
 */
@ConfigMapping(prefix = "leadloop.silence")
public interface OverdueConfig {
  /** When feedback is overdue, of a customer whose pace is not yet known. */
  @WithDefault("PT48H")
  @DurationMin(millis = 1)
  Duration overdueAfter();
}
