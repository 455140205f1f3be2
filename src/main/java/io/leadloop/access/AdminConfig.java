package io.leadloop.access;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** How the first administrator comes in. */
@ConfigMapping(prefix = "leadloop.admin")
public interface AdminConfig {
  /**
   * <strong>Secret.</strong> A key, {@code lla_<public id>_<secret>}, that is accepted from the
   * first start and not stored.
   */
  Optional<String> bootstrapKey();
}
