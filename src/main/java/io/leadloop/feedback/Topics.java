package io.leadloop.feedback;

import io.leadloop.provider.Provider;
import io.leadloop.provider.Providers;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);

  private final FeedbackConfig config;
  private final Map<String, Object> kafka;
  private final Providers providers;

  Topics(
      FeedbackConfig config,
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      Providers providers) {
    this.config = config;
    this.kafka = kafka;
    this.providers = providers;
  }

  /** Creates the topic of a provider; it may exist already. */
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
    return Uni.createFrom()
        .<Void>item(
            () -> {
              createNow(topics);
              return null;
            })
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  private void createNow(List<NewTopic> topics) {
    try (Admin admin = Admin.create(new HashMap<>(kafka))) {
      List<String> existing = List.copyOf(answer(admin.listTopics().names()));
      List<NewTopic> missing = topics.stream().filter(t -> !existing.contains(t.name())).toList();
      admin.createTopics(missing).values().forEach(Topics::awaitCreated);
    }
  }

  private static void awaitCreated(String topic, KafkaFuture<Void> created) {
    try {
      answer(created);
      LOG.infof("topic created topic=%s", topic);
    } catch (TopicExistsException anotherReplicaWasFirst) {
      LOG.debugf("topic exists topic=%s", topic);
    }
  }

  private static <T> T answer(KafkaFuture<T> future) {
    try {
      return future.get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while Kafka was asked", e);
    } catch (TimeoutException e) {
      throw new IllegalStateException("Kafka did not answer within " + ANSWER_WITHIN, e);
    }
  }
}
