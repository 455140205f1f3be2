package io.leadloop.api.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.feedback.event.EventFeed.Entry;
import io.leadloop.store.CommitCursor;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventTailTest {
  private final EventTail tail = new EventTail();

  @Test
  void aStreamThatCameFromAnEarlierPlaceWhileOthersWereReadForMissesNothing() {
    UniAssertSubscriber<List<Entry>> ahead = await(at(2));
    CommitCursor from = tail.due().orElseThrow();
    UniAssertSubscriber<List<Entry>> behind = await(at(1));

    tail.deliver(from, List.of(entry(3)));

    assertThat(ahead.getItem()).containsExactly(entry(3));
    assertThat(behind.getItem()).isEmpty();
  }

  @Test
  void aStreamThatIsFurtherGetsOnlyWhatIsNewToIt() {
    UniAssertSubscriber<List<Entry>> first = await(at(1));
    UniAssertSubscriber<List<Entry>> second = await(at(2));

    tail.deliver(tail.due().orElseThrow(), List.of(entry(2), entry(3)));

    assertThat(first.getItem()).containsExactly(entry(2), entry(3));
    assertThat(second.getItem()).containsExactly(entry(3));
  }

  private UniAssertSubscriber<List<Entry>> await(CommitCursor from) {
    return tail.after(from).subscribe().withSubscriber(UniAssertSubscriber.create());
  }

  private static CommitCursor at(long position) {
    return new CommitCursor(1, position);
  }

  private static Entry entry(long position) {
    return new Entry(new UUID(0, position), "type", Instant.EPOCH, "{}", at(position));
  }
}
