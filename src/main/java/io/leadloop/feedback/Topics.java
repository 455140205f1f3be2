package io.leadloop.feedback;

import io.leadloop.provider.Provider;
import io.leadloop.provider.Providers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;

/** Creates the log's topic and the providers' topics: on purpose, never by the first message. */
@ApplicationScoped
public class Topics {
  private static final Logger LOG = Logger.getLogger(Topics.class);
  private static final String FOR_EVER = "-1";

  private final FeedbackConfig config;
  private final KafkaAdmin kafka;
  private final Providers providers;

  Topics(FeedbackConfig config, KafkaAdmin kafka, Providers providers) {
    this.config = config;
    this.kafka = kafka;
    this.providers = providers;
  }

  /** Creates the topic of a provider; it may exist already. Fails as {@link KafkaAnswers} says. */
  public Uni<Void> createFor(Provider provider) {
    return create(List.of(statusTopic(provider.topic())));
  }

  /** Creates every topic that the gateway needs and does not find. */
  Uni<Void> createMissing() {
    return providers.slugs().map(this::allTopics).chain(this::create);
  }

  private List<NewTopic> allTopics(List<String> slugs) {
    List<NewTopic> topics = new ArrayList<>();
    topics.add(topic(config.topic(), config.partitions(), retention(config.retention())));
    topics.add(topic(config.deadTopic(), 1, FOR_EVER));
    slugs.forEach(slug -> topics.add(statusTopic(Provider.topicOf(slug))));
    return topics;
  }

  private NewTopic statusTopic(String name) {
    return topic(name, config.statusPartitions(), retention(config.statusRetention()));
  }

  private NewTopic topic(String name, int partitions, String retention) {
    return new NewTopic(name, Optional.of(partitions), copies())
        .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, retention));
  }

  private static String retention(Duration howLong) {
    return Long.toString(howLong.toMillis());
  }

  private Optional<Short> copies() {
    return Optional.of(config.replicationFactor()).filter(copies -> copies > 0);
  }

  private Uni<Void> create(List<NewTopic> topics) {
    return kafka.tell(admin -> createMissing(admin, topics));
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
      LOG.debugf("another replica was first topic=%s", topic);
    }
  }
}
