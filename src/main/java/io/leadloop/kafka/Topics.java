package io.leadloop.kafka;

import io.leadloop.provider.Provider;
import io.leadloop.provider.Providers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;

/**
 * Creates the feedback log, its dead letter topic and the providers' topics explicitly, never by
 * the first message. Dead letters contain sealed callback bodies, as the log does, and have the
 * same retention.
 */
@ApplicationScoped
public class Topics {
  private static final Logger LOG = Logger.getLogger(Topics.class);

  /** The longest record of the feedback log, in bytes. */
  public static final int LARGEST_RECORD_BYTES = 1_048_576;

  /** The largest record plus the broker's batch overhead. */
  private static final int LARGEST_BATCH_BYTES = LARGEST_RECORD_BYTES + 4096;

  private final TopicsConfig config;
  private final KafkaAdmin kafka;
  private final Providers providers;

  Topics(TopicsConfig config, KafkaAdmin kafka, Providers providers) {
    this.config = config;
    this.kafka = kafka;
    this.providers = providers;
  }

  /** Creates the provider's topic if absent. Fails as described in {@link KafkaAnswers}. */
  public Uni<Void> createFor(Provider provider) {
    return create(List.of(statusTopic(provider.topic())));
  }

  /** Creates all missing topics. */
  public Uni<Void> createMissing() {
    return providers
        .slugs()
        .map(this::allTopics)
        .chain(this::create)
        .call(() -> kafka.run(this::limitDeadLetters));
  }

  private List<NewTopic> allTopics(List<String> slugs) {
    List<NewTopic> topics = new ArrayList<>();
    topics.add(logTopic(config.topic(), config.partitions()));
    topics.add(logTopic(config.deadTopic(), 1));
    slugs.forEach(slug -> topics.add(statusTopic(Provider.topicOf(slug))));
    return topics;
  }

  private NewTopic statusTopic(String name) {
    return topic(name, config.statusPartitions(), retention(config.statusRetention()));
  }

  private NewTopic logTopic(String name, int partitions) {
    NewTopic topic = topic(name, partitions, retention(config.retention()));
    topic
        .configs()
        .put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(LARGEST_BATCH_BYTES));
    return topic;
  }

  private NewTopic topic(String name, int partitions, String retention) {
    Map<String, String> settings = new HashMap<>();
    settings.put(TopicConfig.RETENTION_MS_CONFIG, retention);
    if (config.minInSyncReplicas() > 0) {
      settings.put(
          TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(config.minInSyncReplicas()));
    }
    return new NewTopic(name, Optional.of(partitions), replicationFactor()).configs(settings);
  }

  private static String retention(Duration duration) {
    return Long.toString(duration.toMillis());
  }

  /**
   * Earlier versions kept dead letters for ever. A shorter retention is kept; if the gateway's
   * account may not read or change the setting, it is left unchanged.
   */
  private void limitDeadLetters(Admin admin) {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, config.deadTopic());
    try {
      String now =
          KafkaAnswers.get(admin.describeConfigs(List.of(topic)).all())
              .get(topic)
              .get(TopicConfig.RETENTION_MS_CONFIG)
              .value();
      if (keepsLonger(Long.parseLong(now))) {
        KafkaAnswers.get(admin.incrementalAlterConfigs(Map.of(topic, retention())).all());
        LOG.infof("retention shortened topic=%s from=%sms", config.deadTopic(), now);
      }
    } catch (ApiException e) {
      LOG.infof(
          "retention not checked topic=%s should_be=%s cause=%s",
          config.deadTopic(), config.retention(), e.getClass().getSimpleName());
    }
  }

  private boolean keepsLonger(long millis) {
    return millis < 0 || millis > config.retention().toMillis();
  }

  private List<AlterConfigOp> retention() {
    ConfigEntry entry =
        new ConfigEntry(TopicConfig.RETENTION_MS_CONFIG, retention(config.retention()));
    return List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET));
  }

  private Optional<Short> replicationFactor() {
    return Optional.of(config.replicationFactor())
        .filter(replicationFactor -> replicationFactor > 0);
  }

  private Uni<Void> create(List<NewTopic> topics) {
    return kafka.run(admin -> createMissing(admin, topics));
  }

  private static void createMissing(Admin admin, List<NewTopic> topics) {
    Set<String> existing = KafkaAnswers.await(admin.listTopics().names(), KafkaRight.CREATE_TOPICS);
    List<NewTopic> missing = topics.stream().filter(t -> !existing.contains(t.name())).toList();
    admin.createTopics(missing).values().forEach(Topics::awaitCreated);
  }

  private static void awaitCreated(String topic, KafkaFuture<Void> created) {
    if (KafkaAnswers.awaitUnless(created, KafkaRight.CREATE_TOPICS, TopicExistsException.class)) {
      LOG.infof("topic created topic=%s", topic);
    } else {
      LOG.debugf("topic was created by another replica topic=%s", topic);
    }
  }
}
