package io.leadloop.feedback.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.feedback.FeedbackConfig;
import io.leadloop.kafka.KafkaAdmin;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Vetoed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The recorded progress after the database or the topic was away for a while. */
class LogProgressRecorderTest {
  private static final FeedbackConfig CONFIG =
      new SmallRyeConfigBuilder()
          .withMapping(FeedbackConfig.class)
          .build()
          .getConfigMapping(FeedbackConfig.class);

  private final Recorded progress = new Recorded();
  private final Described kafka = new Described();
  private final LogProgressRecorder recorder = new LogProgressRecorder(CONFIG, kafka, progress);

  @BeforeEach
  void begin() {
    recorder.begin().await().indefinitely();
  }

  @Test
  void afterAFailureTheNextRunRecordsTheOffsets() {
    progress.isAway = true;
    published(0, 5);
    published(1, 7);
    keep();
    progress.isAway = false;
    published(0, 6);
    keep();

    assertThat(progress.taken).containsExactly(Map.of(0, 6L, 1, 7L));
  }

  @Test
  void aSessionThatFollowsAnotherForgetsNothing() {
    published(0, 5);
    begin();
    keep();

    assertThat(progress.taken).containsExactly(Map.of(0, 5L));
  }

  @Test
  void offsetsOfATopicThatIsGoneAreNotRecordedForItsSuccessor() {
    published(0, 5);
    kafka.id = Uuid.randomUuid();
    begin();
    keep();

    assertThat(progress.taken).containsExactly(Map.of());
  }

  private void published(int partition, long next) {
    recorder.published(Map.of(new TopicPartition(CONFIG.topic(), partition), next));
  }

  private void keep() {
    recorder.keepNow().await().indefinitely();
  }

  private static final class Recorded extends LogProgress {
    private final List<Map<Integer, Long>> taken = new ArrayList<>();
    private boolean isAway;

    private Recorded() {
      super(null);
    }

    @Override
    Uni<Void> keep(Uuid topic, Map<Integer, Long> next) {
      if (isAway) {
        return Uni.createFrom().failure(new IllegalStateException("the database is away"));
      }
      taken.add(next);
      return Uni.createFrom().voidItem();
    }

    @Override
    Uni<Map<Integer, Long>> of(Uuid topic) {
      return Uni.createFrom().item(Map.of());
    }
  }

  /** A broker that has the topic, under that id. */
  @Vetoed
  private static final class Described extends KafkaAdmin {
    private Uuid id = Uuid.randomUuid();

    private Described() {
      super(Map.of());
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> Uni<T> call(Function<Admin, T> questions) {
      TopicDescription topic = new TopicDescription(CONFIG.topic(), false, List.of(), Set.of(), id);
      return Uni.createFrom().item((T) Map.of(CONFIG.topic(), topic));
    }
  }
}
