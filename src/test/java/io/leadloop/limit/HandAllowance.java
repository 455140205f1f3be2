package io.leadloop.limit;

import io.leadloop.provider.ProviderId;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.UUID;

/** One provider's allowance with the arithmetic of the real one, and a clock set by hand. */
final class HandAllowance extends AllowanceRepository {
  private static final ProviderId PROVIDER = new ProviderId(UUID.randomUUID());

  /** Permits of each request, in their order. */
  final List<Integer> asked = new ArrayList<>();

  /** What was waited for, in that order. */
  final List<Duration> timers = new ArrayList<>();

  private final Deque<Runnable> unanswered = new ArrayDeque<>();
  private final PriorityQueue<Alarm> alarms = new PriorityQueue<>();
  private Throwable failure;
  private boolean held;
  private long nanos;
  private long spentUntilMicros;

  HandAllowance() {
    super(null);
  }

  Replica replica() {
    Allowances allowances = new Allowances(this, null, this::timer, this::nanoTime);
    return new Replica(allowances);
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

  /** From now on nothing can be spent. */
  void fail(Throwable cause) {
    failure = cause;
  }

  void answer() {
    unanswered.remove().run();
  }

  Spent grant(IntakeLimit limit, int permits) {
    long now = nanos / 1000;
    long spent = Math.min(Math.max(0, spentUntilMicros - now), limit.refill(limit.burst()));
    int granted = Math.min(permits, limit.free(spent));
    long used = spent * limit.leadsPerMinute() + granted * 60_000_000L;
    long then = (used + limit.leadsPerMinute() - 1) / limit.leadsPerMinute();
    spentUntilMicros = now + then;
    return new Spent(granted, then);
  }

  @Override
  Uni<Spent> spend(ProviderId provider, IntakeLimit limit, int permits) {
    asked.add(permits);
    if (failure != null) {
      return Uni.createFrom().failure(failure);
    }
    return held
        ? Uni.createFrom().emitter(e -> unanswered.add(() -> e.complete(grant(limit, permits))))
        : Uni.createFrom().item(() -> grant(limit, permits));
  }

  private Uni<Void> timer(Duration time) {
    timers.add(time);
    return Uni.createFrom().emitter(e -> alarms.add(new Alarm(nanos + time.toNanos(), e)));
  }

  /** One replica's view of the provider. */
  record Replica(Allowances allowances) {
    Uni<Allowance> take(IntakeLimit limit) {
      return allowances.take(PROVIDER, limit);
    }

    Uni<Allowance> await(IntakeLimit limit, int leads) {
      return allowances.await(PROVIDER, limit, leads);
    }
  }

  private record Alarm(long at, UniEmitter<? super Void> emitter) implements Comparable<Alarm> {
    @Override
    public int compareTo(Alarm other) {
      return Long.compare(at, other.at);
    }
  }
}
