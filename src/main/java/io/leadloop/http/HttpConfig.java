package io.leadloop.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** What holds for every request. */
@ConfigMapping(prefix = "leadloop.http")
public interface HttpConfig {
  /**
   * The longest body, in bytes: refused by its announced length before it is read, else as soon as
   * it has grown longer. Of leads in bulk it is the longest line.
   */
  @WithDefault("1048576")
  @Min(1)
  @Max(Integer.MAX_VALUE)
  long maxBodyBytes();

  /** How long a body may take to arrive, but for leads in bulk. */
  @WithDefault("PT30S")
  @DurationMin(millis = 1)
  Duration bodyTimeout();
}
