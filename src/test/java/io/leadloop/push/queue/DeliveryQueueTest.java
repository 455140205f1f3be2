package io.leadloop.push.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.push.wire.PushReply;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Whatever an endpoint answers, and whenever the gateway dies: every event is acknowledged or given
 * up, and none is sent before its lead's lower sequences were.
 */
class DeliveryQueueTest {
  private static final EventFilter ALL = new EventFilter(null, null);
  private static final int MOST_STEPS = 20_000;

  @Property(tries = 500)
  void everyEventArrivesInItsLeadsOrder(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 12) int leads,
      @ForAll @IntRange(min = 1, max = 80) int events,
      @ForAll @IntRange(max = 12) int inversions,
      @ForAll @IntRange(max = 4) int crashes) {
    Random random = new Random(seed);
    Run run = new Run(random, SimulatedFeed.of(random, leads, events, inversions));
    for (int i = 0; i < crashes; i++) {
      run.steps(random.nextInt(60), false);
      run.crash();
    }
    run.steps(random.nextInt(60), false);
    run.steps(MOST_STEPS, true);
    assertThat(run.feed.isDone()).as("the cursor is at the end and no lead waits").isTrue();
    run.feed
        .all()
        .forEach(
            event ->
                assertThat(run.settled.getOrDefault(event.leadId(), Set.of()))
                    .as("settled sequences of a lead")
                    .contains(event.sequence()));
  }

  /** One endpoint's life, with the receiver's view of it. */
  private static final class Run {
    private final Random random;
    private final SimulatedFeed feed;
    private final MovableClock clock = new MovableClock();
    private final RetrySchedule schedule =
        new RetrySchedule(
            List.of(Duration.ZERO, Duration.ofSeconds(5), Duration.ofMinutes(5)), () -> 0.5);
    private final Map<UUID, Set<Integer>> settled = new HashMap<>();
    private final List<Sending> inFlight = new ArrayList<>();
    private DeliveryQueue queue;

    Run(Random random, SimulatedFeed feed) {
      this.random = random;
      this.feed = feed;
      this.queue = newQueue();
    }

    private DeliveryQueue newQueue() {
      return new DeliveryQueue(feed.cursor(), ALL, schedule, clock);
    }

    /** What was in flight may have arrived, and the next replica does not know. */
    void crash() {
      inFlight.forEach(
          sending -> {
            if (random.nextBoolean()) {
              acknowledged(sending);
            }
          });
      inFlight.clear();
      queue = newQueue();
    }

    void steps(int count, boolean untilDone) {
      for (int i = 0; i < count && !(untilDone && feed.isDone()); i++) {
        step(untilDone);
      }
    }

    private void step(boolean untilDone) {
      switch (random.nextInt(8)) {
        case 0 -> feed.reveal(1 + random.nextInt(10));
        case 1 -> round();
        case 2, 3, 4 -> send();
        case 5 -> end(untilDone ? AnswerMeaning.DELIVERED : anyMeaning());
        case 6 -> clock.advance(Duration.ofMillis(random.nextInt(400_000)));
        default -> {
          queue.passSlowest(Duration.ofSeconds(30));
          if (random.nextInt(10) == 0 && inFlight.isEmpty()) {
            queue.close();
            commit();
            queue = newQueue();
          }
        }
      }
    }

    /**
     * As {@code push.delivery.EndpointRun} does: commit rows, read the feed, commit, read the leads
     * that are due.
     */
    private void round() {
      if (queue.hasRows()) {
        commit();
      }
      if (queue.size() < 20) {
        queue.add(feed.after(queue.end(), 1 + random.nextInt(10)));
      }
      if (random.nextBoolean()) {
        commit();
      }
      queue.addOwn(
          feed.due(
              clock.instant(), queue.end(), queue.sentFromOwnCursors(), 1 + random.nextInt(3)));
    }

    private void commit() {
      Settlement settlement = queue.take();
      feed.commit(settlement);
      queue.committed(settlement);
    }

    private void send() {
      if (inFlight.size() < 4) {
        queue.next(2).ifPresent(this::sent);
      }
    }

    private void sent(Sending sending) {
      FeedEvent event = sending.event();
      Set<Integer> before = settled.getOrDefault(event.leadId(), Set.of());
      for (int sequence = 1; sequence < event.sequence(); sequence++) {
        assertThat(before).as("settled before sequence %d", event.sequence()).contains(sequence);
      }
      assertThat(inFlight).noneMatch(other -> other.event().leadId().equals(event.leadId()));
      inFlight.add(sending);
    }

    private void end(AnswerMeaning meaning) {
      if (!inFlight.isEmpty()) {
        Sending sending = inFlight.remove(random.nextInt(inFlight.size()));
        boolean isLast = meaning.isAttempt() && schedule.afterAttempt(sending.attempt()).isEmpty();
        if (meaning == AnswerMeaning.DELIVERED || isLast) {
          acknowledged(sending);
        }
        queue.ended(
            sending,
            meaning,
            new PushReply.Answered(200, Optional.empty(), new byte[0], Duration.ZERO));
      }
    }

    private void acknowledged(Sending sending) {
      settled
          .computeIfAbsent(sending.event().leadId(), lead -> new TreeSet<>())
          .add(sending.event().sequence());
    }

    private AnswerMeaning anyMeaning() {
      List<AnswerMeaning> drawn = new ArrayList<>(List.of(AnswerMeaning.values()));
      drawn.addAll(Collections.nCopies(6, AnswerMeaning.DELIVERED));
      return drawn.get(random.nextInt(drawn.size()));
    }
  }

  private static final class MovableClock extends Clock {
    private Instant now = Instant.EPOCH;

    void advance(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
