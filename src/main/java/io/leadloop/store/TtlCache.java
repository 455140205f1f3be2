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

  /** Has the next callers look all values up again. */
  public void forgetAll() {
    entries.synchronous().invalidateAll();
  }

  /**
   * The value, emitted on the caller's own context. Each subscription reads the cache again, so a
   * caller that tries again after a failure has it looked up again.
   */
  public Uni<V> get(K key) {
    CompletableFuture<V> known = entries.getIfPresent(key);
    return isValue(known)
        ? Uni.createFrom().item(known.join())
        : CallerContext.keep(Uni.createFrom().completionStage(() -> lookUp(key)));
  }

  private static boolean isValue(CompletableFuture<?> answer) {
    return answer != null && answer.isDone() && !answer.isCompletedExceptionally();
  }

  /** A copy, because a caller that disconnects cancels its future. */
  private CompletableFuture<V> lookUp(K key) {
    CompletableFuture<V> known = entries.getIfPresent(key);
    if (known != null && known.isCompletedExceptionally()) {
      // The cache removes it only after those who waited for it have gone on.
      entries.asMap().remove(key, known);
    }
    return entries.get(key, (k, executor) -> lookup.apply(k).subscribeAsCompletionStage()).copy();
  }
}
