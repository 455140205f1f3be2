package io.leadloop.feedback.log;

import io.leadloop.feedback.FeedbackConfig;
import io.leadloop.kafka.KafkaAdmin;
import io.leadloop.kafka.KafkaAnswers;
import io.leadloop.schedule.PeriodicTask;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jboss.logging.Logger;

/**
 * Warns, at the start and daily, if Kafka expires the offsets of a stopped gateway earlier than the
 * log.
 */
@ApplicationScoped
class OffsetRetentionCheck {
  private static final Logger LOG = Logger.getLogger(OffsetRetentionCheck.class);
  private static final String SETTING = "offsets.retention.minutes";
  private static final Duration APART = Duration.ofSeconds(1);
  private static final Duration INTERVAL = Duration.ofDays(1);
  private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

  private final FeedbackConfig config;
  private final KafkaAdmin kafka;

  OffsetRetentionCheck(FeedbackConfig config, KafkaAdmin kafka) {
    this.config = config;
    this.kafka = kafka;
  }

  @Produces
  PeriodicTask task() {
    return new PeriodicTask(
        "check of " + SETTING,
        () -> check(config.retention()).invoke(this::report).replaceWith(INTERVAL),
        APART,
        AFTER_FAILURE);
  }

  /**
   * Returns the warning, if any.
   *
   * @param log the retention of the log
   */
  Uni<Optional<String>> check(Duration log) {
    return kafka.call(
        admin -> {
          try {
            return tooShort(retention(admin), log);
          } catch (AuthorizationException e) {
            return Optional.of(
                "the brokers' %s is not known without the right DESCRIBE_CONFIGS on the cluster;"
                    .formatted(SETTING));
          }
        });
  }

  private static Optional<String> tooShort(Duration retention, Duration log) {
    return retention.compareTo(log) > 0
        ? Optional.empty()
        : Optional.of("the brokers' %s is %s,".formatted(SETTING, retention.toMinutes()));
  }

  private static Duration retention(Admin admin) {
    String broker = KafkaAnswers.get(admin.describeCluster().nodes()).iterator().next().idString();
    ConfigResource resource = new ConfigResource(ConfigResource.Type.BROKER, broker);
    Config found = KafkaAnswers.get(admin.describeConfigs(List.of(resource)).all()).get(resource);
    ConfigEntry entry = found.get(SETTING);
    return Duration.ofMinutes(Long.parseLong(entry.value()));
  }

  private void report(Optional<String> warning) {
    warning.ifPresent(
        fact ->
            LOG.warnf(
                "%s and has to be more than leadloop.feedback.retention, %d minutes: a gateway that"
                    + " was stopped for longer could publish events again",
                fact, config.retention().toMinutes()));
  }
}
