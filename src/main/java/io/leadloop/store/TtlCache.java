package io.leadloop.store;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Answers that are remembered for a moment, so that what every request asks is not asked of the
 * database each time. Who asks while an answer is on its way shares it; a failure is not
 * remembered.
 */
public final class TtlCache<K, V> {
  private static final int AT_MOST = 10_000;

  private final Function<K, Uni<V>> question;
  private final AsyncCache<K, V> answers;

  /**
   * @param question asked once for each key and period; may be called from any thread
   * @param howLong how long an answer may be out of date
   */
  public TtlCache(Function<K, Uni<V>> question, Duration howLong) {
    this.question = question;
    this.answers =
        Caffeine.newBuilder()
            .executor(
                Runnable::run) // Its own upkeep is cheaper than to wake another thread for it.
            .expireAfterWrite(howLong)
            .maximumSize(AT_MOST)
            .buildAsync();
  }

  /** The answer, on the caller's own context. */
  public Uni<V> get(K key) {
    CompletableFuture<V> answer =
        answers.get(key, (k, executor) -> question.apply(k).subscribeAsCompletionStage());
    if (answer.isDone() && !answer.isCompletedExceptionally()) {
      return Uni.createFrom().item(answer.join());
    }
    // A copy, since a caller that disconnects cancels the future it waits for.
    return CallerContext.keep(Uni.createFrom().completionStage(answer.copy()));
  }
}
