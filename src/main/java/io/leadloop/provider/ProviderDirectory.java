package io.leadloop.provider;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.leadloop.customer.CustomerId;
import io.leadloop.store.CallerContext;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * {@link Providers}' answers to what every request asks, remembered for a moment: a revoked key, or
 * a grant that was taken back, is noticed within {@link #NOTICED_WITHIN} on every replica.
 */
@Singleton
public class ProviderDirectory {
  /** How long an answer may be out of date: CONTRACT allows 5 seconds. */
  static final Duration NOTICED_WITHIN = Duration.ofSeconds(4);

  private static final int REMEMBERED = 10_000;

  private final Providers providers;
  private final AsyncCache<ApiKey, Optional<Provider>> keys = cache();
  private final AsyncCache<Grant, Optional<CustomerId>> grants = cache();

  ProviderDirectory(Providers providers) {
    this.providers = providers;
  }

  /** As {@link Providers#authenticate}. */
  public Uni<Optional<Provider>> authenticate(ApiKey key) {
    return remembered(keys, key, () -> providers.authenticate(key));
  }

  /** As {@link Providers#granted}. */
  public Uni<Optional<CustomerId>> granted(ProviderId provider, String customerSlug) {
    Grant grant = new Grant(provider, customerSlug);
    return remembered(grants, grant, () -> providers.granted(provider, customerSlug));
  }

  private static <K, V> Uni<V> remembered(
      AsyncCache<K, V> cache, K key, Supplier<Uni<V>> question) {
    CompletableFuture<V> answer =
        cache.get(key, (k, executor) -> question.get().subscribeAsCompletionStage());
    if (answer.isDone() && !answer.isCompletedExceptionally()) {
      return Uni.createFrom().item(answer.join());
    }
    return CallerContext.keep(Uni.createFrom().completionStage(answer));
  }

  private static <K, V> AsyncCache<K, V> cache() {
    return Caffeine.newBuilder()
        .executor(Runnable::run) // Its own upkeep is cheaper than to wake another thread for it.
        .expireAfterWrite(NOTICED_WITHIN)
        .maximumSize(REMEMBERED)
        .buildAsync();
  }

  private record Grant(ProviderId provider, String customerSlug) {}
}
