package io.leadloop.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** The administrators' console, {@code /console}. */
@ConfigMapping(prefix = "leadloop.console")
public interface ConsoleConfig {
  /** Whether the console is served; without it its addresses do not exist. */
  @WithDefault("true")
  boolean enabled();

  /** A session that is not used for this long ends, accurate to a minute. */
  @WithDefault("PT30M")
  @DurationMin(minutes = 2)
  @DurationMax(days = 1)
  Duration idle();

  /** A session ends after this long at most, however much it is used. */
  @WithDefault("PT8H")
  @DurationMin(minutes = 2)
  @DurationMax(days = 7)
  Duration longest();
}
