package io.leadloop.kafka;

import static java.util.stream.Collectors.toMap;

import io.leadloop.provider.Provider;
import io.leadloop.schedule.PeriodicTask;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jboss.logging.Logger;

/**
 * Warns, at the start and daily, of topics that do not survive the loss of one broker, where there
 * are several: the gateway's and, if it may see them, Kafka's own of offsets and transactions. A
 * transaction spans the topics of many providers, so one that has stopped stops the others.
 */
@ApplicationScoped
class ReplicationCheck {
  private static final Logger LOG = Logger.getLogger(ReplicationCheck.class);
  private static final List<String> OF_KAFKA = List.of("__consumer_offsets", "__transaction_state");
  private static final Duration APART = Duration.ofSeconds(1);
  private static final Duration INTERVAL = Duration.ofDays(1);
  private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);
  private static final int SHOWN = 5;

  private final TopicsConfig config;
  private final KafkaAdmin kafka;

  ReplicationCheck(TopicsConfig config, KafkaAdmin kafka) {
    this.config = config;
    this.kafka = kafka;
  }

  @Produces
  PeriodicTask task() {
    return new PeriodicTask(
        "check of replication at Kafka",
        () -> kafka.call(this::risks).invoke(ReplicationCheck::report).replaceWith(INTERVAL),
        APART,
        AFTER_FAILURE);
  }

  /** What threatens each topic; empty for a single broker. */
  SortedMap<String, String> risks(Admin admin) {
    SortedMap<String, String> risks = new TreeMap<>();
    if (KafkaAnswers.get(admin.describeCluster().nodes()).size() > 1) {
      topics(admin).forEach((name, topic) -> topic.risk().ifPresent(risk -> risks.put(name, risk)));
    }
    return risks;
  }

  /** By name, without those of topics whose settings the gateway's account may not read. */
  Map<String, TopicReplication> topics(Admin admin) {
    List<String> names =
        KafkaAnswers.get(admin.listTopics(new ListTopicsOptions().listInternal(true)).names())
            .stream()
            .filter(this::concerns)
            .toList();
    Map<String, Integer> inSync = inSync(admin, names);
    return KafkaAnswers.get(admin.describeTopics(names).allTopicNames()).values().stream()
        .filter(topic -> inSync.containsKey(topic.name()))
        .collect(
            toMap(
                TopicDescription::name,
                topic -> new TopicReplication(replicas(topic), inSync.get(topic.name()))));
  }

  private boolean concerns(String topic) {
    return topic.equals(config.topic())
        || topic.equals(config.deadTopic())
        || topic.startsWith(Provider.topicOf(""))
        || OF_KAFKA.contains(topic);
  }

  private static int replicas(TopicDescription topic) {
    return topic.partitions().stream()
        .mapToInt(partition -> partition.replicas().size())
        .min()
        .orElse(0);
  }

  /** Without those of topics whose settings the gateway's account may not read. */
  private static Map<String, Integer> inSync(Admin admin, Collection<String> topics) {
    Map<String, Integer> inSync = new TreeMap<>();
    SortedSet<String> unknown = new TreeSet<>();
    admin
        .describeConfigs(
            topics.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList())
        .values()
        .forEach(
            (topic, answer) -> {
              try {
                Config settings = KafkaAnswers.get(answer);
                inSync.put(
                    topic.name(),
                    Integer.valueOf(settings.get(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG).value()));
              } catch (AuthorizationException e) {
                unknown.add(topic.name());
              }
            });
    if (!unknown.isEmpty()) {
      LOG.infof(
          "replication not checked, since DESCRIBE_CONFIGS is missing topics=%d first=%s",
          unknown.size(), unknown.stream().limit(SHOWN).toList());
    }
    return inSync;
  }

  private static void report(SortedMap<String, String> risks) {
    if (!risks.isEmpty()) {
      LOG.warnf(
          "kafka topics that the loss of a broker stops or empties topics=%d first=%s",
          risks.size(), risks.entrySet().stream().limit(SHOWN).toList());
    }
  }
}
