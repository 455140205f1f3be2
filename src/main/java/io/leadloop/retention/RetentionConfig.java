package io.leadloop.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How long a lead's documents are kept. */
@ConfigMapping(prefix = "leadloop.retention")
public interface RetentionConfig {
  /** How long after its last change, which is its last status, a lead's documents are destroyed. */
  @WithDefault("P90D")
  @DurationMin(minutes = 1)
  Duration eraseAfter();

  /** How often leads are looked for whose time has come. */
  @WithDefault("PT1H")
  @DurationMin(millis = 100)
  Duration interval();
}
