package io.leadloop.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.leadloop.provider.Provider;
import io.leadloop.provider.ProviderId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Holds each provider to its intake limit, over all replicas. A replica spends what it has leased
 * without asking, and refuses by itself until the database has something again; so within any time
 * at most the burst is taken, and what comes back in that time and the two seconds in which a lease
 * may be spent late.
 */
@Singleton
public class Allowances {
  private static final int REMEMBERED = 10_000;
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(1);

  private final AllowanceLeases leases;
  private final IntakeLimitConfig defaults;
  private final Cache<ProviderId, ProviderAllowance> providers =
      Caffeine.newBuilder()
          .executor(Runnable::run) // Its own upkeep is cheaper than to wake another thread for it.
          .maximumSize(REMEMBERED)
          .expireAfterAccess(FORGOTTEN_AFTER)
          .build();

  Allowances(AllowanceLeases leases, IntakeLimitConfig defaults) {
    this.leases = leases;
    this.defaults = defaults;
  }

  /**
   * Takes a permit for one lead; fails with {@code rate-limited} when there is none.
   *
   * @param response is told of the limit, whatever comes of it
   */
  public Uni<Allowance> take(Provider provider, HttpServerResponse response) {
    return of(provider.id())
        .take(IntakeLimit.of(provider, defaults))
        .invoke(allowance -> allowance.tell(response))
        .invoke(Allowance::require);
  }

  /**
   * Waits for permits for so many leads: whoever sends in bulk is slowed, not refused.
   *
   * @param response is told of the limit, if its head is still to be written
   */
  public Uni<Allowance> await(Provider provider, int leads, HttpServerResponse response) {
    return of(provider.id())
        .await(IntakeLimit.of(provider, defaults), leads)
        .invoke(allowance -> allowance.tell(response));
  }

  private ProviderAllowance of(ProviderId provider) {
    return providers.get(
        provider,
        id ->
            new ProviderAllowance(
                (limit, permits) -> leases.lend(id, limit, permits),
                time -> Uni.createFrom().voidItem().onItem().delayIt().by(time),
                System::nanoTime));
  }
}
