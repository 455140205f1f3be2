package io.leadloop.portal.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** The providers' portal, {@code /portal}. */
@ConfigMapping(prefix = "leadloop.portal")
public interface PortalConfig {
  /** Whether the portal is served; without it its addresses do not exist. */
  @WithDefault("true")
  boolean enabled();

  /** A session that is not used for this long ends, accurate to a minute. */
  @WithDefault("PT2H")
  @DurationMin(minutes = 2)
  @DurationMax(days = 7)
  Duration idle();

  /** A session ends after this long at most, however much it is used. */
  @WithDefault("PT24H")
  @DurationMin(minutes = 2)
  @DurationMax(days = 30)
  Duration longest();
}
