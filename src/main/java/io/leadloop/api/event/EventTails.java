package io.leadloop.api.event;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.feedback.event.EventFeed;
import io.leadloop.feedback.event.EventFeed.Entry;
import io.leadloop.intake.IntakeConfig;
import io.leadloop.provider.ProviderId;
import io.leadloop.schedule.PeriodicTask;
import io.leadloop.store.CommitCursor;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Reads new events for all streams of this replica: twice a second, in one statement per hundred
 * providers, and only while streams wait.
 */
@ApplicationScoped
class EventTails {
  private static final Duration INTERVAL = Duration.ofMillis(500);

  /** The delay while there is more: lets the streams write their events and wait again. */
  private static final Duration MORE = Duration.ofMillis(50);

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);
  private static final int PROVIDERS_AT_ONCE = 100;
  private static final int EVENTS_AT_ONCE = 100;
  private static final Duration COME_BACK_AFTER = Duration.ofSeconds(5);

  private final EventFeed feed;
  private final int streamsPerProvider;
  private final Map<ProviderId, EventTail> tails = new ConcurrentHashMap<>();

  EventTails(EventFeed feed, IntakeConfig config) {
    this.feed = feed;
    this.streamsPerProvider = config.eventStreams();
  }

  @Produces
  PeriodicTask task() {
    return new PeriodicTask("event streams", this::round, AFTER_FAILURE);
  }

  /**
   * Opens the provider's tail for one more stream, which must {@link #close} it.
   *
   * @throws ProblemException when the provider has too many streams
   */
  EventTail open(ProviderId provider) {
    return tails.compute(
        provider,
        (p, known) -> {
          EventTail tail = known == null ? new EventTail() : known;
          if (!tail.open(streamsPerProvider)) {
            throw tooMany();
          }
          return tail;
        });
  }

  void close(ProviderId provider) {
    tails.computeIfPresent(provider, (p, tail) -> tail.close() ? null : tail);
  }

  /** Reads once for all streams; returns the delay until the next read. */
  Uni<Duration> round() {
    Map<ProviderId, CommitCursor> due = new HashMap<>();
    tails.forEach((provider, tail) -> tail.due().ifPresent(cursor -> due.put(provider, cursor)));
    return Multi.createFrom()
        .iterable(List.copyOf(due.entrySet()))
        .group()
        .intoLists()
        .of(PROVIDERS_AT_ONCE)
        .onItem()
        .transformToUniAndConcatenate(this::read)
        .collect()
        .with(Collectors.reducing(false, Boolean::logicalOr))
        .map(more -> more ? MORE : INTERVAL);
  }

  /** Returns whether there is more to read. */
  private Uni<Boolean> read(List<Map.Entry<ProviderId, CommitCursor>> due) {
    Map<ProviderId, CommitCursor> cursors =
        due.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return feed.afterEach(cursors, EVENTS_AT_ONCE)
        .invoke(found -> found.forEach((p, read) -> deliver(p, cursors.get(p), read)))
        .map(found -> found.values().stream().anyMatch(read -> read.size() == EVENTS_AT_ONCE));
  }

  private void deliver(ProviderId provider, CommitCursor from, List<Entry> entries) {
    EventTail tail = tails.get(provider);
    if (tail != null) {
      tail.deliver(from, entries);
    }
  }

  private ProblemException tooMany() {
    String detail =
        "A provider may have %d streams of events open here. Close one, or read pages."
            .formatted(streamsPerProvider);
    return ProblemException.passing(ErrorCode.RATE_LIMITED, detail, COME_BACK_AFTER);
  }
}
