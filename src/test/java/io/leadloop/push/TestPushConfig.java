package io.leadloop.push;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;

/** The package's configuration as an application would get it, without starting one. */
public final class TestPushConfig {

  private TestPushConfig() {}

  /** The defaults, with these keys (after the common prefix) and values put over them in turn. */
  public static PushConfig with(String... keysAndValues) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      values.put("leadloop.push." + keysAndValues[i], keysAndValues[i + 1]);
    }
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withMapping(PushConfig.class)
        .withSources(new PropertiesConfigSource(values, "test", 500))
        .build()
        .getConfigMapping(PushConfig.class);
  }
}
