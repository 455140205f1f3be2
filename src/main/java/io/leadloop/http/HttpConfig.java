package io.leadloop.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** What holds for every request. */
@ConfigMapping(prefix = "leadloop.http")
public interface HttpConfig {
  /** The longest body, in bytes; of leads in bulk, the longest line. */
  @WithDefault("1048576")
  @Min(1)
  @Max(Integer.MAX_VALUE)
  long maxBodyBytes();

  /** How long a body may take to arrive, but for leads in bulk. */
  @WithDefault("PT30S")
  Duration bodyTimeout();
}
