package io.leadloop.push.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.push.queue.DeliveryQueue;
import io.leadloop.push.queue.EventFilter;
import io.leadloop.push.queue.RetrySchedule;
import io.leadloop.store.CommitCursor;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** When the feed is looked at; {@code PushDeliveryTest} holds the reads. */
class QueueFeederTest {
  private final QueueFeeder feeder =
      new QueueFeeder(
          new EndpointParts(
              null,
              null,
              new DeliveryQueue(
                  CommitCursor.START,
                  EventFilter.of(null, null),
                  new RetrySchedule(List.of(Duration.ZERO), () -> 0.5),
                  Clock.systemUTC()),
              null,
              null,
              null),
          NanoTime.now());

  @Test
  void theFirstLooksForStoredEventsAreCloseTogether() {
    assertThat(feeder.isLooking()).isFalse();
    feeder.signal();
    assertThat(feeder.isLooking()).isTrue();
    assertThat(pauses(5)).containsExactly(2L, 4L, 8L, 10L, 10L);
    feeder.signal();
    assertThat(pauses(2)).containsExactly(2L, 4L);
  }

  @Test
  void aFeedThatWasNotReadYetMayHaveMore() {
    assertThat(feeder.mayReadOn()).isTrue();
    assertThat(feeder.isIdle()).isFalse();
  }

  private List<Long> pauses(int count) {
    return Stream.generate(feeder::pause).limit(count).map(Duration::toMillis).toList();
  }
}
