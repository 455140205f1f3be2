package io.leadloop.feedback.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On Kafka's own mock of a consumer, to which records are added between two of its polls. */
class LogReaderTest {
  private static final TopicPartition ONE = new TopicPartition("feedback", 0);
  private static final TopicPartition OTHER = new TopicPartition("feedback", 1);

  private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
  private final LogReader reader = new LogReader(consumer);

  @BeforeEach
  void assign() {
    consumer.subscribe(List.of(ONE.topic()));
    consumer.rebalance(List.of(ONE, OTHER));
    consumer.updateBeginningOffsets(Map.of(ONE, 0L, OTHER, 0L));
  }

  /**
   * They came after the record that ended the client's request, so they waited for a round more.
   */
  @Test
  void aRoundCarriesAllThatCameDuringTheOneBefore() {
    add(ONE, 0);
    consumer.schedulePollTask(() -> {});
    consumer.schedulePollTask(
        () -> {
          add(ONE, 1);
          add(OTHER, 0);
        });

    ConsumerRecords<String, byte[]> polled = reader.poll(Duration.ofSeconds(1));

    assertThat(offsets(polled)).containsExactlyInAnyOrder("0:0", "0:1", "1:0");
    assertThat(polled.records(ONE)).extracting(ConsumerRecord::offset).containsExactly(0L, 1L);
    assertThat(FeedbackSession.nextOffsets(polled)).isEqualTo(Map.of(ONE, 2L, OTHER, 1L));
    assertThat(polled.nextOffsets()).containsOnlyKeys(ONE, OTHER);
    assertThat(polled.nextOffsets().get(ONE).offset()).isEqualTo(2);
  }

  @Test
  void aRecordThatComesAfterAPauseWaitsForNoOther() {
    consumer.schedulePollTask(() -> {});
    consumer.schedulePollTask(() -> add(ONE, 0));
    consumer.schedulePollTask(() -> add(ONE, 1));

    assertThat(offsets(reader.poll(Duration.ofSeconds(1)))).containsExactly("0:0");
  }

  @Test
  void manyRecordsWaitForNoOthers() {
    for (int offset = 0; offset < 400; offset++) {
      add(ONE, offset);
    }
    consumer.schedulePollTask(() -> {});
    consumer.schedulePollTask(() -> add(ONE, 400));

    assertThat(reader.poll(Duration.ofSeconds(1)).count()).isEqualTo(400);
  }

  /** The replica that has the partition by then publishes them, too. */
  @Test
  void recordsOfAPartitionThatIsLostBetweenTheTwoPollsAreLeftToItsOwner() {
    add(ONE, 0);
    add(OTHER, 0);
    consumer.schedulePollTask(() -> {});
    consumer.schedulePollTask(() -> consumer.rebalance(List.of(OTHER)));

    assertThat(reader.poll(Duration.ofSeconds(1)).isEmpty()).isTrue();
    assertThat(consumer.assignment()).containsExactly(OTHER);
  }

  @Test
  void recordsOfAPartitionThatIsKeptAreReadAgain() {
    add(ONE, 0);
    add(OTHER, 0);
    consumer.schedulePollTask(() -> {});
    consumer.schedulePollTask(
        () -> {
          consumer.rebalance(List.of(OTHER));
          consumer.seek(OTHER, 1);
        });

    assertThat(reader.poll(Duration.ofSeconds(1)).isEmpty()).isTrue();
    assertThat(consumer.position(OTHER)).isZero();
  }

  private void add(TopicPartition partition, long offset) {
    consumer.addRecord(
        new ConsumerRecord<>(
            partition.topic(), partition.partition(), offset, "lead", new byte[] {1}));
  }

  private static List<String> offsets(ConsumerRecords<String, byte[]> polled) {
    return StreamSupport.stream(polled.spliterator(), false)
        .map(record -> record.partition() + ":" + record.offset())
        .toList();
  }
}
