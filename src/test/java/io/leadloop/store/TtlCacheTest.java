package io.leadloop.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TtlCacheTest {
  private final List<CompletableFuture<String>> lookups = new ArrayList<>();
  private final TtlCache<String, String> cache = new TtlCache<>(this::lookUp, Duration.ofHours(1));

  /** Regression: one client that disconnected cancelled the look-up for all. */
  @Test
  void cancelledCallerDoesNotCancelTheOthers() {
    Cancellable first = cache.get("a").subscribe().with(answer -> {});
    CompletableFuture<String> second = cache.get("a").subscribeAsCompletionStage();
    first.cancel();
    CompletableFuture<String> third = cache.get("a").subscribeAsCompletionStage();
    lookups.get(0).complete("answer");
    assertThat(second).isCompletedWithValue("answer");
    assertThat(third).isCompletedWithValue("answer");
    assertThat(lookups).hasSize(1);
  }

  @Test
  void failureIsPropagatedAndNotCached() {
    UniAssertSubscriber<String> caller =
        cache.get("a").subscribe().withSubscriber(UniAssertSubscriber.create());
    IllegalStateException away = new IllegalStateException("away");
    lookups.get(0).completeExceptionally(away);
    assertThat(caller.getFailure()).isSameAs(away);
    cache.get("a").subscribe().with(answer -> {});
    assertThat(lookups).hasSize(2);
  }

  /**
   * Regression: where the connection broke during the look-up, the projection repeated that failure
   * for minutes, though the database was there again.
   */
  @Test
  void callerThatTriesAgainHasItLookedUpAgain() {
    CompletableFuture<String> caller =
        cache.get("a").onFailure().retry().atMost(1).subscribeAsCompletionStage();
    lookups.get(0).completeExceptionally(new IllegalStateException("away"));
    assertThat(lookups).hasSize(2);
    lookups.get(1).complete("answer");
    assertThat(caller).isCompletedWithValue("answer");
  }

  private Uni<String> lookUp(String key) {
    CompletableFuture<String> answer = new CompletableFuture<>();
    lookups.add(answer);
    return Uni.createFrom().completionStage(answer);
  }
}
