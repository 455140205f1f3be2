package io.leadloop.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** What holds for every request. */
@ConfigMapping(prefix = "leadloop.http")
public interface HttpConfig {
  /** A longer body is refused by its announced length, in bytes, before it is read. */
  @WithDefault("1048576")
  @Min(1)
  long maxBodyBytes();
}
