package io.leadloop.feedback.log;

import io.leadloop.feedback.FeedbackConfig;
import io.leadloop.kafka.KafkaAdmin;
import io.leadloop.kafka.KafkaAnswers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jboss.logging.Logger;

/**
 * Records this replica's progress in the log every few seconds, since a statement per batch would
 * cost more than republishing a few events.
 */
@ApplicationScoped
class LogProgressRecorder {
  private static final Logger LOG = Logger.getLogger(LogProgressRecorder.class);
  private static final Duration APART = Duration.ofSeconds(10);

  private final FeedbackConfig config;
  private final KafkaAdmin kafka;
  private final LogProgress progress;
  private final Map<Integer, Long> unrecorded = new HashMap<>();
  private Uuid topic;
  private long recorded = System.nanoTime();

  LogProgressRecorder(FeedbackConfig config, KafkaAdmin kafka, LogProgress progress) {
    this.config = config;
    this.kafka = kafka;
    this.progress = progress;
  }

  /** Starts with the current topic; returns the recorded offsets. */
  Uni<Map<TopicPartition, Long>> begin() {
    return kafka
        .call(
            admin ->
                KafkaAnswers.get(admin.describeTopics(List.of(config.topic())).allTopicNames()))
        .map(found -> found.get(config.topic()).topicId())
        .invoke(this::remember)
        .chain(progress::of)
        .map(
            known ->
                known.entrySet().stream()
                    .collect(
                        Collectors.toMap(
                            entry -> new TopicPartition(config.topic(), entry.getKey()),
                            Map.Entry::getValue)));
  }

  /** A recreated topic has new offsets. */
  private synchronized void remember(Uuid id) {
    if (!id.equals(topic)) {
      unrecorded.clear();
    }
    topic = id;
  }

  /** Everything before these offsets is published and committed. */
  synchronized void published(Map<TopicPartition, Long> next) {
    next.forEach((partition, offset) -> unrecorded.put(partition.partition(), offset));
  }

  synchronized Uni<Void> keepIfDue() {
    return System.nanoTime() - recorded < APART.toNanos() ? Uni.createFrom().voidItem() : keepNow();
  }

  /** A failure is harmless while Kafka has the offsets; the next run records them. */
  synchronized Uni<Void> keepNow() {
    Uuid of = topic;
    Map<Integer, Long> next = Map.copyOf(unrecorded);
    unrecorded.clear();
    recorded = System.nanoTime();
    return progress
        .keep(of, next)
        .onFailure()
        .invoke(e -> LOG.debugf("progress in the log not recorded cause=%s", e))
        .onFailure()
        .invoke(() -> putBack(of, next))
        .onFailure()
        .recoverWithNull();
  }

  private synchronized void putBack(Uuid of, Map<Integer, Long> notRecorded) {
    if (of.equals(topic)) {
      notRecorded.forEach(unrecorded::putIfAbsent);
    }
  }
}
