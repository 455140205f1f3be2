package io.leadloop.limit;

import io.leadloop.store.CallerContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Hands a provider's permits out on one replica. One lease is asked for at a time; whoever finds
 * nothing held meanwhile waits for that answer. Leads that come alone go before those in bulk,
 * whose sender waits anyway.
 */
final class ProviderAllowance {
  private static final long NANOS_IN_A_MILLISECOND = 1_000_000;

  private final BiFunction<IntakeLimit, Integer, Uni<Leased>> lender;
  private final Function<Duration, Uni<Void>> timer;
  private final LongSupplier nanoTime;
  private final Lease lease = new Lease();
  private final Deque<UniEmitter<? super Allowance>> single = new ArrayDeque<>();
  private final Deque<Bulk> bulk = new ArrayDeque<>();
  private boolean asking;
  private boolean sleeping;

  /**
   * @param lender gives that many permits, or fewer, within the limit
   * @param timer ends after that time, which is in whole milliseconds and at least one
   * @param nanoTime as {@code System.nanoTime}
   */
  ProviderAllowance(
      BiFunction<IntakeLimit, Integer, Uni<Leased>> lender,
      Function<Duration, Uni<Void>> timer,
      LongSupplier nanoTime) {
    this.lender = lender;
    this.timer = timer;
    this.nanoTime = nanoTime;
  }

  /** A permit for one lead, or the word that there is none now. */
  Uni<Allowance> take(IntakeLimit limit) {
    Allowance known;
    boolean low;
    synchronized (this) {
      long now = nanoTime.getAsLong();
      lease.adopt(limit);
      known = takeHeld(now);
      low = !asking && lease.isLow(now);
    }
    if (low) {
      advance();
    }
    return known == null ? join(limit) : Uni.createFrom().item(known);
  }

  /** Ends when that many leads may come, however long it takes, in the order of the calls. */
  Uni<Allowance> await(IntakeLimit limit, int leads) {
    return CallerContext.keep(
        Uni.createFrom()
            .emitter(
                emitter -> {
                  Bulk waiting = new Bulk(leads, emitter);
                  emitter.onTermination(() -> forget(waiting));
                  enqueue(limit, bulk, waiting);
                }));
  }

  private Uni<Allowance> join(IntakeLimit limit) {
    return CallerContext.keep(Uni.createFrom().emitter(emitter -> enqueue(limit, single, emitter)));
  }

  private <T> void enqueue(IntakeLimit limit, Deque<T> queue, T waiting) {
    synchronized (this) {
      lease.adopt(limit);
      queue.add(waiting);
    }
    advance();
  }

  private synchronized void forget(Bulk waiting) {
    bulk.remove(waiting);
  }

  /** Null when only the database can tell. */
  private Allowance takeHeld(long now) {
    boolean granted = lease.take(1, now) == 1;
    return granted || lease.pause(1, now) > 0 ? lease.allowance(granted, now) : null;
  }

  /** Serves those who wait, as far as that goes, and sees to it that the others are served. */
  private void advance() {
    List<Runnable> served = new ArrayList<>();
    Runnable next;
    synchronized (this) {
      long now = nanoTime.getAsLong();
      serveSingle(now, served);
      serveBulk(now, served);
      next = next(now);
    }
    next.run();
    served.forEach(Runnable::run);
  }

  private void serveSingle(long now, List<Runnable> served) {
    while (!single.isEmpty()) {
      Allowance known = takeHeld(now);
      if (known == null) {
        return;
      }
      UniEmitter<? super Allowance> waiting = single.remove();
      served.add(() -> waiting.complete(known));
    }
  }

  private void serveBulk(long now, List<Runnable> served) {
    while (!bulk.isEmpty()) {
      Bulk first = bulk.element();
      first.missing -= lease.take(first.missing, now);
      if (first.missing > 0) {
        return;
      }
      bulk.remove();
      Allowance granted = lease.allowance(true, now);
      served.add(() -> first.emitter.complete(granted));
    }
  }

  private Runnable next(long now) {
    long missing = bulk.stream().mapToLong(waiting -> waiting.missing).sum();
    int wanted = (int) Math.min(Integer.MAX_VALUE, single.size() + missing);
    if (asking || (wanted == 0 && !lease.isLow(now))) {
      return () -> {};
    }
    long pause = lease.pause(single.isEmpty() ? wanted : 1, now);
    if (pause == 0) {
      asking = true;
      int permits = lease.ask(wanted, now);
      IntakeLimit limit = lease.limit();
      return () -> ask(limit, permits);
    }
    if (sleeping) {
      return () -> {};
    }
    sleeping = true;
    Duration time =
        Duration.ofMillis((pause + NANOS_IN_A_MILLISECOND - 1) / NANOS_IN_A_MILLISECOND);
    return () -> timer.apply(time).subscribe().with(done -> wake());
  }

  private void ask(IntakeLimit limit, int permits) {
    Uni.createFrom()
        .deferred(() -> lender.apply(limit, permits))
        .subscribe()
        .with(answer -> settle(answer, permits), this::fail);
  }

  private void settle(Leased answer, int asked) {
    synchronized (this) {
      asking = false;
      lease.add(answer, asked, nanoTime.getAsLong());
    }
    advance();
  }

  private void wake() {
    synchronized (this) {
      sleeping = false;
    }
    advance();
  }

  private void fail(Throwable failure) {
    List<UniEmitter<?>> waiting;
    synchronized (this) {
      asking = false;
      waiting = new ArrayList<>(single);
      bulk.forEach(leads -> waiting.add(leads.emitter));
      single.clear();
      bulk.clear();
    }
    waiting.forEach(emitter -> emitter.fail(failure));
  }

  /** Leads that wait together. */
  private static final class Bulk {
    private final UniEmitter<? super Allowance> emitter;
    private int missing;

    Bulk(int leads, UniEmitter<? super Allowance> emitter) {
      this.missing = leads;
      this.emitter = emitter;
    }
  }
}
