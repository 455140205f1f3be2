package io.leadloop.page;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.ZoneId;

/** What all pages share. */
@ConfigMapping(prefix = "leadloop.page")
public interface PageConfig {
  /** The time zone of the times on pages. */
  @WithDefault("Europe/Paris")
  ZoneId timeZone();
}
