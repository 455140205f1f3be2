package io.leadloop.setting;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.LeadloopConfig;
import io.leadloop.access.key.AdminConfig;
import io.leadloop.embedded.EmbeddedConfig;
import io.leadloop.feedback.FeedbackConfig;
import io.leadloop.kafka.KafkaAccountsConfig;
import io.leadloop.lane.LaneConfig;
import io.leadloop.retention.RetentionConfig;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettingCheckTest {
  private static final List<Class<?>> MAPPINGS =
      List.of(
          LeadloopConfig.class,
          EmbeddedConfig.class,
          LaneConfig.class,
          FeedbackConfig.class,
          RetentionConfig.class,
          AdminConfig.class,
          KafkaAccountsConfig.class);

  @Test
  void settingsAsTheyShouldBeAreNoProblem() {
    assertThat(
            file(
                Map.of(
                    "leadloop.public-url", "https://example.com",
                    "leadloop.lane.window", "PT60S",
                    "leadloop.embedded.kafka-port", "0",
                    "leadloop.feedback.breaker.failure-ratio", "0.5",
                    "leadloop.start.allow", "demo-exposed,plain-text-kafka",
                    "leadloop.kafka.accounts", "external",
                    "leadloop.retention.history", "never",
                    "other.window", "x")))
        .isEmpty();
    assertThat(file(Map.of())).isEmpty();
    assertThat(
            environment(
                Map.of(
                    "LEADLOOP_PUBLIC_URL", "https://example.com",
                    "LEADLOOP_KAFKA_ACCOUNTS", "EXTERNAL")))
        .isEmpty();
  }

  @Test
  void unknownNameIsRefusedWithTheOneThatWasMeant() {
    assertThat(file(Map.of("leadloop.pubic-url", "x")))
        .containsExactly("leadloop.pubic-url is not a setting; did you mean leadloop.public-url?");
    assertThat(file(Map.of("leadloop.public.url", "x")))
        .containsExactly("leadloop.public.url is not a setting; did you mean leadloop.public-url?");
    assertThat(file(Map.of("leadloop.feedback.braker.calls", "5")))
        .containsExactly(
            "leadloop.feedback.braker.calls is not a setting; did you mean"
                + " leadloop.feedback.breaker.calls?");
    assertThat(file(Map.of("leadloop.something-else-entirely", "x")))
        .containsExactly(
            "leadloop.something-else-entirely is not a setting; src/docs/configuration.md lists"
                + " every one.");
    assertThat(environment(Map.of("LEADLOOP_PUBIC_URL", "x", "LEADLOOP_FOREIGN", "x")))
        .containsExactly("LEADLOOP_PUBIC_URL is not a setting; did you mean LEADLOOP_PUBLIC_URL?");
  }

  @Test
  void valueThatCannotBeReadIsRefusedWithoutIt() {
    assertThat(file(Map.of("leadloop.lane.window", "5 minutes")))
        .containsExactly("leadloop.lane.window must be a duration such as PT30S or P7D.");
    assertThat(file(Map.of("leadloop.embedded.kafka-port", "3.5")))
        .containsExactly("leadloop.embedded.kafka-port must be a whole number.");
    assertThat(file(Map.of("leadloop.public-url", "a b")))
        .containsExactly("leadloop.public-url must be a URL.");
    assertThat(file(Map.of("leadloop.kafka.accounts", "mine")))
        .containsExactly("leadloop.kafka.accounts must be one of managed, external.");
    assertThat(file(Map.of("leadloop.admin.bootstrap-key", "hunter2")))
        .singleElement()
        .asString()
        .startsWith("leadloop.admin.bootstrap-key must be lla_<public id>_<secret>,")
        .doesNotContain("hunter2");
  }

  @Test
  void valueOutsideItsLimitsIsRefusedWithThem() {
    assertThat(file(Map.of("leadloop.lane.window", "PT0S")))
        .singleElement()
        .asString()
        .startsWith("leadloop.lane.window must be at least PT");
    assertThat(file(Map.of("leadloop.embedded.kafka-port", "-1")))
        .containsExactly("leadloop.embedded.kafka-port must be at least 0.");
    assertThat(file(Map.of("leadloop.embedded.kafka-port", "65536")))
        .containsExactly("leadloop.embedded.kafka-port must be at most 65535.");
    assertThat(file(Map.of("leadloop.feedback.breaker.failure-ratio", "1.5")))
        .containsExactly("leadloop.feedback.breaker.failure-ratio must be at most 1.");
    assertThat(file(Map.of("leadloop.embedded.data-dir", " ")))
        .containsExactly("leadloop.embedded.data-dir must not be blank.");
  }

  @Test
  void valueWithAConverterOfItsOwnHasLimitsToo() {
    assertThat(file(Map.of("leadloop.retention.history", "P30D")))
        .containsExactly("leadloop.retention.history must be at least PT744H.");
    assertThat(file(Map.of("leadloop.retention.history", "never"))).isEmpty();
  }

  private static List<String> file(Map<String, String> settings) {
    return problems(
        new SmallRyeConfigBuilder()
            .withSources(new PropertiesConfigSource(settings, "a file", 250))
            .build());
  }

  private static List<String> environment(Map<String, String> variables) {
    return problems(
        new SmallRyeConfigBuilder().withSources(new EnvConfigSource(variables, 300)).build());
  }

  private static List<String> problems(SmallRyeConfig given) {
    return new SettingCheck("leadloop", MAPPINGS).problems(given, Set.of("LEADLOOP_FOREIGN"));
  }
}
