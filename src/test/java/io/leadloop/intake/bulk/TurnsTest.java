package io.leadloop.intake.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private final Turns turns = new Turns();
  private final List<String> begun = new ArrayList<>();
  private final List<UniEmitter<? super String>> open = new ArrayList<>();

  /** Regression: pieces shared what a limit allowed, so that the first was among the last. */
  @Test
  void workBeginsInItsOrderOnceTheWorkBeforeItHasEnded() {
    var first = take("a");
    var second = take("b");
    take("c");
    assertThat(begun).containsExactly("a");
    open.get(0).complete("1");
    first.assertItem("1");
    assertThat(begun).containsExactly("a", "b");
    open.get(1).fail(new IllegalStateException("b"));
    second.assertFailedWith(IllegalStateException.class);
    assertThat(begun).containsExactly("a", "b", "c");
    open.get(2).complete("3");
    take("d");
    assertThat(begun).as("nothing is before it").endsWith("d");
  }

  @Test
  void cancelledWorkLeavesItsTurn() {
    var first = take("a");
    take("b").cancel();
    var third = take("c");
    first.cancel();
    assertThat(begun).containsExactly("a", "c");
    open.get(1).complete("3");
    third.assertItem("3");
  }

  @Test
  void workThatThrowsLeavesItsTurn() {
    turns
        .<String>take(
            () -> {
              throw new IllegalStateException("a");
            })
        .subscribe()
        .withSubscriber(UniAssertSubscriber.create())
        .assertFailedWith(IllegalStateException.class);
    take("b");
    assertThat(begun).containsExactly("b");
  }

  private UniAssertSubscriber<String> take(String name) {
    return turns
        .take(
            () -> {
              begun.add(name);
              return Uni.createFrom().<String>emitter(open::add);
            })
        .subscribe()
        .withSubscriber(UniAssertSubscriber.create());
  }
}
