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

/** Callers that share an answer. */
class TtlCacheTest {
  private final List<CompletableFuture<String>> asked = new ArrayList<>();
  private final TtlCache<String, String> remembered =
      new TtlCache<>(this::ask, Duration.ofHours(1));

  /** One client that disconnected once cancelled the answer of all. */
  @Test
  void aCallerThatIsCancelledLeavesTheOthersTheirAnswer() {
    Cancellable first = remembered.get("a").subscribe().with(answer -> {});
    CompletableFuture<String> second = remembered.get("a").subscribeAsCompletionStage();
    first.cancel();
    CompletableFuture<String> third = remembered.get("a").subscribeAsCompletionStage();
    asked.get(0).complete("answer");
    assertThat(second).isCompletedWithValue("answer");
    assertThat(third).isCompletedWithValue("answer");
    assertThat(asked).hasSize(1);
  }

  @Test
  void aFailureIsPassedOnAsItIsAndNotRemembered() {
    UniAssertSubscriber<String> caller =
        remembered.get("a").subscribe().withSubscriber(UniAssertSubscriber.create());
    IllegalStateException away = new IllegalStateException("away");
    asked.get(0).completeExceptionally(away);
    assertThat(caller.getFailure()).isSameAs(away);
    remembered.get("a").subscribe().with(answer -> {});
    assertThat(asked).hasSize(2);
  }

  private Uni<String> ask(String key) {
    CompletableFuture<String> answer = new CompletableFuture<>();
    asked.add(answer);
    return Uni.createFrom().completionStage(answer);
  }
}
