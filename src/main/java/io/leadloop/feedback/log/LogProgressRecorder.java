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
 * Records this replica's progress in the log some seconds apart, since one statement for each batch
 * would cost more than the few events that could be published again without it.
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

  /** Begins with the log as it is now: where it was left when that was recorded last. */
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

  /** A topic that was made again has offsets of its own. */
  private synchronized void remember(Uuid id) {
    if (!id.equals(topic)) {
      unrecorded.clear();
    }
    topic = id;
  }

  /** What was read up to there is published and committed. */
  synchronized void published(Map<TopicPartition, Long> next) {
    next.forEach((partition, offset) -> unrecorded.put(partition.partition(), offset));
  }

  synchronized Uni<Void> keepIfDue() {
    return System.nanoTime() - recorded < APART.toNanos() ? Uni.createFrom().voidItem() : keepNow();
  }

  /** A failure costs nothing as long as Kafka has the offsets; the next time records them again. */
  synchronized Uni<Void> keepNow() {
    Uuid of = topic;
    Map<Integer, Long> next = Map.copyOf(unrecorded);
    unrecorded.clear();
    recorded = System.nanoTime();
    return progress
        .keep(of, next)
        .onFailure()
        .invoke(e -> LOG.debugf("progress in the log is not recorded cause=%s", e))
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
