package io.leadloop.admin.provider;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How patient a {@link Certification} is. */
@ConfigMapping(prefix = "leadloop.admin.certification")
public interface CertificationConfig {
  /** How long each of its steps may take. */
  @WithDefault("PT60S")
  @DurationMin(seconds = 1)
  Duration stepTimeout();
}
