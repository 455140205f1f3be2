package io.leadloop.feedback.log;

import static java.util.stream.Collectors.toMap;

import io.leadloop.feedback.FeedbackConfig;
import io.leadloop.kafka.KafkaAdmin;
import io.leadloop.kafka.KafkaAnswers;
import io.leadloop.store.TtlCache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Asks Kafka how far the projection of all replicas is behind the log, at most once every few
 * seconds for all who look. It never fails: a Kafka that does not answer is an answer.
 */
@Singleton
public class LogLagReader {
  private static final Logger LOG = Logger.getLogger(LogLagReader.class);
  private static final Duration READ_EVERY = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final FeedbackConfig config;
  private final KafkaAdmin kafka;
  private final TtlCache<Class<?>, LogLag> known = new TtlCache<>(lag -> ask(), READ_EVERY);

  LogLagReader(FeedbackConfig config, KafkaAdmin kafka) {
    this.config = config;
    this.kafka = kafka;
  }

  /** As of some seconds ago. */
  public Uni<LogLag> read() {
    return known.get(LogLag.class);
  }

  private Uni<LogLag> ask() {
    return kafka
        .call(this::lag)
        .ifNoItem()
        .after(PATIENCE)
        .recoverWithItem(LogLag::unreachable)
        .onFailure()
        .invoke(e -> LOG.debugf("lag of the log not known cause=%s", e))
        .onFailure()
        .recoverWithItem(LogLag::unreachable);
  }

  private LogLag lag(Admin admin) {
    Map<TopicPartition, OffsetSpec> partitions =
        KafkaAnswers.get(admin.describeTopics(List.of(config.topic())).allTopicNames())
            .get(config.topic())
            .partitions()
            .stream()
            .map(partition -> new TopicPartition(config.topic(), partition.partition()))
            .collect(toMap(partition -> partition, partition -> OffsetSpec.latest()));
    Map<TopicPartition, OffsetAndMetadata> committed =
        KafkaAnswers.get(
            admin.listConsumerGroupOffsets(config.consumerGroup()).partitionsToOffsetAndMetadata());
    return LogLag.of(
        KafkaAnswers.get(admin.listOffsets(partitions).all()).entrySet().stream()
            .collect(
                toMap(
                    end -> end.getKey().partition(),
                    end -> behind(end.getValue().offset(), committed.get(end.getKey())))));
  }

  private static long behind(long end, OffsetAndMetadata committed) {
    return Math.max(0, end - (committed == null ? 0 : committed.offset()));
  }
}
