package io.leadloop.feedback.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where reading resumes if Kafka has, or has not, expired the group's offsets. */
class ForgottenOffsetsTest {
  private static final String TOPIC = "leadloop.feedback";
  private static final TopicPartition FIRST = new TopicPartition(TOPIC, 0);
  private static final TopicPartition SECOND = new TopicPartition(TOPIC, 1);

  private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
  private final Map<TopicPartition, Long> known = new HashMap<>();

  @BeforeEach
  void subscribe() {
    consumer.subscribe(List.of(TOPIC), new ForgottenOffsets(consumer, known));
    consumer.updateBeginningOffsets(Map.of(FIRST, 0L, SECOND, 0L));
  }

  @Test
  void readingResumesAtTheRecordedOffset() {
    known.put(FIRST, 7L);
    assign();
    assertThat(read()).containsExactly(7L, 8L, 9L);
  }

  @Test
  void committedOffsetsTakePrecedence() {
    known.put(FIRST, 7L);
    consumer.commitSync(Map.of(FIRST, new OffsetAndMetadata(9)));
    assign();
    assertThat(read()).containsExactly(9L);
  }

  @Test
  void aLogWithoutRecordedOffsetsIsReadFromItsBeginning() {
    assign();
    assertThat(read()).hasSize(10).startsWith(0L);
  }

  /** Continuing would have republished the whole log. */
  @Test
  void nothingIsReadWhereKafkaDoesNotReportTheOffsetsInTime() {
    List<Duration> waits = new ArrayList<>();
    MockConsumer<String, byte[]> slow =
        new MockConsumer<>("earliest") {
          @Override
          public synchronized Map<TopicPartition, OffsetAndMetadata> committed(
              Set<TopicPartition> partitions, Duration timeout) {
            waits.add(timeout);
            throw new TimeoutException("the coordinator is loading");
          }
        };
    slow.subscribe(List.of(TOPIC), new ForgottenOffsets(slow, Map.of(FIRST, 7L)));

    assertThatThrownBy(() -> slow.rebalance(List.of(FIRST))).isInstanceOf(TimeoutException.class);
    assertThat(waits).containsExactly(Duration.ofSeconds(30));
  }

  private void assign() {
    consumer.rebalance(List.of(FIRST));
    for (long offset = 0; offset < 10; offset++) {
      consumer.addRecord(new ConsumerRecord<>(TOPIC, 0, offset, "lead", new byte[0]));
    }
  }

  private List<Long> read() {
    List<Long> offsets = new ArrayList<>();
    consumer.poll(Duration.ZERO).forEach(record -> offsets.add(record.offset()));
    return offsets;
  }
}
