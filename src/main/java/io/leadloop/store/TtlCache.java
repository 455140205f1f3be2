package io.leadloop.store;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Short-lived cache of values that every request needs. Concurrent callers share one look-up;
 * failures are not cached.
 */
public final class TtlCache<K, V> {
  private static final int MAX_ENTRIES = 10_000;

  private final Function<K, Uni<V>> lookup;
  private final AsyncCache<K, V> entries;

  /**
   * @param lookup the look-up, called once per key and period from any thread
   * @param ttl how long a value may be out of date
   */
  public TtlCache(Function<K, Uni<V>> lookup, Duration ttl) {
    this(lookup, ttl, MAX_ENTRIES);
  }

  /**
   * The same for a number of values.
   *
   * @param most of those used least recently, more than that are forgotten
   */
  public TtlCache(Function<K, Uni<V>> lookup, Duration ttl, int most) {
    this.lookup = lookup;
    this.entries =
        Caffeine.newBuilder()
            .executor(Runnable::run) // Maintenance is cheaper than waking another thread for it.
            .expireAfterWrite(ttl)
            .maximumSize(most)
            .buildAsync();
  }

  /** Has the next caller look the value up again. */
  public void forget(K key) {
    entries.synchronous().invalidate(key);
  }

  /** The value, emitted on the caller's own context. */
  public Uni<V> get(K key) {
    CompletableFuture<V> answer =
        entries.get(key, (k, executor) -> lookup.apply(k).subscribeAsCompletionStage());
    if (answer.isDone() && !answer.isCompletedExceptionally()) {
      return Uni.createFrom().item(answer.join());
    }
    // A copy, because a caller that disconnects cancels its future.
    return CallerContext.keep(Uni.createFrom().completionStage(answer.copy()));
  }
}
