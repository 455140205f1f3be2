package io.leadloop.oplead;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** The configuration as an operator would have it: the defaults, and what is said otherwise. */
final class TestOpleadConfig {
  private TestOpleadConfig() {}

  static OpleadConfig defaults() {
    return with(Map.of());
  }

  static OpleadConfig with(Map<String, String> keys) {
    SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder().withMapping(OpleadConfig.class);
    keys.forEach((key, value) -> builder.withDefaultValue("leadloop.oplead." + key, value));
    return builder.build().getConfigMapping(OpleadConfig.class);
  }
}
