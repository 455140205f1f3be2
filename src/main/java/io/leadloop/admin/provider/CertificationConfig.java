package io.leadloop.admin.provider;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** Time-outs of a {@link Certification}. */
@ConfigMapping(prefix = "leadloop.admin.certification")
public interface CertificationConfig {
  /** Time-out of each step. */
  @WithDefault("PT60S")
  @DurationMin(seconds = 1)
  Duration stepTimeout();
}
