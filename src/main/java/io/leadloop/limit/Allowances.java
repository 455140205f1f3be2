package io.leadloop.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.leadloop.provider.Provider;
import io.leadloop.provider.ProviderId;
import io.leadloop.store.CallerContext;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Holds each provider to its intake limit, over all replicas: within any time at most the burst is
 * taken, and what comes back in that time. A provider without a limit costs no statement; one that
 * exceeds its limit is refused without a statement until a lead may come again.
 */
@Singleton
public class Allowances {
  private static final int MOST_REFUSALS = 10_000;
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(1);

  private final AllowanceRepository repository;
  private final IntakeLimitConfig defaults;
  private final Function<Duration, Uni<Void>> timer;
  private final LongSupplier nanoTime;
  private final Cache<ProviderId, Refusal> refusals =
      Caffeine.newBuilder()
          .executor(Runnable::run) // Its own upkeep is cheaper than to wake another thread for it.
          .maximumSize(MOST_REFUSALS)
          .expireAfterWrite(FORGOTTEN_AFTER)
          .build();

  @Inject
  Allowances(AllowanceRepository repository, IntakeLimitConfig defaults) {
    this(
        repository,
        defaults,
        time -> Uni.createFrom().voidItem().onItem().delayIt().by(time),
        System::nanoTime);
  }

  /**
   * @param timer ends after that time
   * @param nanoTime as {@code System.nanoTime}
   */
  Allowances(
      AllowanceRepository repository,
      IntakeLimitConfig defaults,
      Function<Duration, Uni<Void>> timer,
      LongSupplier nanoTime) {
    this.repository = repository;
    this.defaults = defaults;
    this.timer = timer;
    this.nanoTime = nanoTime;
  }

  /**
   * Takes a permit for one lead; fails with {@code rate-limited} when there is none.
   *
   * @param response gets the headers of the limit, whether there is a permit or not
   */
  public Uni<Allowance> take(Provider provider, HttpServerResponse response) {
    return take(provider.id(), IntakeLimit.of(provider, defaults))
        .invoke(allowance -> allowance.tell(response))
        .invoke(Allowance::require);
  }

  /**
   * Waits for permits for so many leads: a bulk request is slowed, not refused.
   *
   * @param response gets the headers of the limit, if its head is still to be written
   */
  public Uni<Allowance> await(Provider provider, int leads, HttpServerResponse response) {
    return await(provider.id(), IntakeLimit.of(provider, defaults), leads)
        .invoke(allowance -> allowance.tell(response));
  }

  Uni<Allowance> take(ProviderId provider, IntakeLimit limit) {
    if (!limit.isEnforced()) {
      return Uni.createFrom().item(Allowance.of(limit, true, 0));
    }
    Refusal known = refusals.getIfPresent(provider);
    if (known != null && known.holds(limit, nanoTime.getAsLong())) {
      return Uni.createFrom().item(known.allowance(nanoTime.getAsLong()));
    }
    return repository
        .spend(provider, limit, 1)
        .invoke(spent -> remember(provider, limit, spent))
        .map(spent -> Allowance.of(limit, spent.permits() > 0, spent.micros()));
  }

  private void remember(ProviderId provider, IntakeLimit limit, Spent spent) {
    if (spent.permits() == 0) {
      refusals.put(provider, new Refusal(limit, spent.micros(), nanoTime.getAsLong()));
    }
  }

  Uni<Allowance> await(ProviderId provider, IntakeLimit limit, int leads) {
    if (!limit.isEnforced()) {
      return Uni.createFrom().item(Allowance.of(limit, true, 0));
    }
    AtomicInteger missing = new AtomicInteger(leads);
    return CallerContext.keep(
        Multi.createBy()
            .repeating()
            .uni(() -> collect(provider, limit, missing))
            .whilst(spent -> missing.get() > 0)
            .collect()
            .last()
            .map(spent -> Allowance.of(limit, true, spent.micros())));
  }

  /** Takes as many of the missing permits as there are, and waits for more if that is not all. */
  private Uni<Spent> collect(ProviderId provider, IntakeLimit limit, AtomicInteger missing) {
    return repository
        .spend(provider, limit, Math.min(missing.get(), limit.burst()))
        .invoke(spent -> missing.addAndGet(-spent.permits()))
        .call(
            spent ->
                missing.get() > 0
                    ? timer.apply(limit.pause(missing.get(), spent.micros()))
                    : Uni.createFrom().voidItem());
  }

  /** The last answer to a provider that had no permit left; times are {@code System.nanoTime}. */
  private record Refusal(IntakeLimit limit, long micros, long at) {

    /** Whether a request is of no use yet. Another limit than before is another question. */
    boolean holds(IntakeLimit now, long nanos) {
      return limit.equals(now) && nanos - at < limit.pause(1, micros).toNanos();
    }

    Allowance allowance(long nanos) {
      return Allowance.of(
          limit, false, Math.max(0, micros - TimeUnit.NANOSECONDS.toMicros(nanos - at)));
    }
  }
}
