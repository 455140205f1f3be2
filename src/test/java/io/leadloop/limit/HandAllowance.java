package io.leadloop.limit;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;

/** A provider's allowance with the arithmetic of the real one, and a clock that is set by hand. */
final class HandAllowance {
  /** Permits of each request, in their order. */
  final List<Integer> asked = new ArrayList<>();

  /** What was waited for, in that order. */
  final List<Duration> timers = new ArrayList<>();

  private final Deque<Runnable> unanswered = new ArrayDeque<>();
  private final PriorityQueue<Alarm> alarms = new PriorityQueue<>();
  private boolean held;
  private long nanos;
  private long spentUntilMicros;

  ProviderAllowance replica() {
    return new ProviderAllowance(this::lend, this::timer, this::nanoTime);
  }

  long nanoTime() {
    return nanos;
  }

  /** Lets time go by, and whatever was to happen meanwhile. */
  void advance(Duration time) {
    long end = nanos + time.toNanos();
    while (!alarms.isEmpty() && alarms.element().at <= end) {
      Alarm next = alarms.remove();
      nanos = next.at;
      next.emitter.complete(null);
    }
    nanos = end;
  }

  /** From now on answers wait for {@link #answer}. */
  void holdAnswers() {
    held = true;
  }

  void answer() {
    unanswered.remove().run();
  }

  Leased grant(IntakeLimit limit, int permits) {
    long now = nanos / 1000;
    long spent = Math.min(Math.max(0, spentUntilMicros - now), limit.refill(limit.burst()));
    int granted = Math.min(permits, limit.free(spent));
    long used = spent * limit.leadsPerMinute() + granted * 60_000_000L;
    long then = (used + limit.leadsPerMinute() - 1) / limit.leadsPerMinute();
    spentUntilMicros = now + then;
    return new Leased(granted, then);
  }

  private Uni<Leased> lend(IntakeLimit limit, int permits) {
    asked.add(permits);
    return held
        ? Uni.createFrom().emitter(e -> unanswered.add(() -> e.complete(grant(limit, permits))))
        : Uni.createFrom().item(() -> grant(limit, permits));
  }

  private Uni<Void> timer(Duration time) {
    timers.add(time);
    return Uni.createFrom().emitter(e -> alarms.add(new Alarm(nanos + time.toNanos(), e)));
  }

  private record Alarm(long at, UniEmitter<? super Void> emitter) implements Comparable<Alarm> {
    @Override
    public int compareTo(Alarm other) {
      return Long.compare(at, other.at);
    }
  }
}
