package io.leadloop.api.event;

import io.leadloop.feedback.event.EventFeed;
import io.leadloop.feedback.event.EventFeed.Entry;
import io.leadloop.provider.ProviderId;
import io.leadloop.store.CallerContext;
import io.leadloop.store.CommitCursor;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;

/**
 * Streams a provider's events with back-pressure. A stream reads pages until it has caught up, then
 * waits at the {@link EventTail} that it shares with the provider's other streams; it returns to
 * pages when it falls behind. It holds at most one page.
 */
@ApplicationScoped
class EventStream {
  private static final int AT_ONCE = 100;

  private final EventFeed feed;
  private final EventTails tails;
  private final BroadcastProcessor<ShutdownDelayInitiatedEvent> stops = BroadcastProcessor.create();

  /** Null until then. */
  private volatile ShutdownDelayInitiatedEvent stop;

  EventStream(EventFeed feed, EventTails tails) {
    this.feed = feed;
    this.tails = tails;
  }

  /**
   * Streams stored events after the cursor, then new ones; supports one subscriber.
   *
   * @throws io.leadloop.error.ProblemException when the provider has too many streams
   */
  Multi<Entry> after(ProviderId provider, CommitCursor from) {
    EventTail tail = tails.open(provider);
    return Multi.createBy()
        .repeating()
        .uni(() -> new Reading(provider, tail, from), Reading::next)
        .indefinitely()
        .onItem()
        .<Entry>disjoint()
        .onTermination()
        .invoke(() -> tails.close(provider));
  }

  void stop(@Observes ShutdownDelayInitiatedEvent stopping) {
    stop = stopping;
    stops.onNext(stopping);
  }

  /** Emits when streams must end: the stop of the gateway would wait for them, and cut them off. */
  Multi<ShutdownDelayInitiatedEvent> stops() {
    Multi<ShutdownDelayInitiatedEvent> before =
        Multi.createFrom().deferred(() -> Multi.createFrom().optional(Optional.ofNullable(stop)));
    return Multi.createBy().merging().streams(stops, before);
  }

  /** One stream's position in the feed. */
  private final class Reading {
    private final ProviderId provider;
    private final EventTail tail;
    private CommitCursor place;
    private boolean hasAll;

    Reading(ProviderId provider, EventTail tail, CommitCursor from) {
      this.provider = provider;
      this.tail = tail;
      this.place = from;
    }

    /**
     * Returns more events; possibly none, after which the next call reads from the other source.
     */
    Uni<List<Entry>> next() {
      return hasAll ? CallerContext.keep(tail.after(place)).invoke(this::awaited) : page();
    }

    private void awaited(List<Entry> events) {
      hasAll = !events.isEmpty();
      events.stream().reduce((first, second) -> second).ifPresent(last -> place = last.cursor());
    }

    private Uni<List<Entry>> page() {
      CommitCursor readByOthers = tail.read();
      return feed.after(provider, place, AT_ONCE).invoke(events -> read(events, readByOthers));
    }

    private void read(List<Entry> events, CommitCursor readByOthers) {
      hasAll = events.size() < AT_ONCE;
      if (!events.isEmpty()) {
        place = events.get(events.size() - 1).cursor();
      }
      if (hasAll && readByOthers.isAfter(place)) {
        place = readByOthers; // Events up to there were erased before this stream read them.
      }
    }
  }
}
