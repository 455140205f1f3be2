package io.leadloop.intake;

import io.leadloop.feedback.EventFeed;
import io.leadloop.feedback.EventFeed.Entry;
import io.leadloop.provider.ProviderId;
import io.leadloop.store.CommitCursor;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** A provider's events as they come, one after the other and never ahead of who reads them. */
@ApplicationScoped
class EventStream {
  private static final int AT_ONCE = 100;
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final EventFeed feed;

  EventStream(EventFeed feed) {
    this.feed = feed;
  }

  /** All events after the cursor, and then those to come. */
  Multi<Entry> after(ProviderId provider, CommitCursor from) {
    return Multi.createBy()
        .repeating()
        .uni(
            () -> new AtomicReference<>(from),
            cursor -> feed.after(provider, cursor.get(), AT_ONCE).call(read -> step(cursor, read)))
        .indefinitely()
        .onItem()
        .disjoint();
  }

  private static Uni<Void> step(AtomicReference<CommitCursor> cursor, List<Entry> read) {
    if (read.isEmpty()) {
      return Uni.createFrom().voidItem().onItem().delayIt().by(PAUSE);
    }
    cursor.set(read.get(read.size() - 1).cursor());
    return Uni.createFrom().voidItem();
  }
}
