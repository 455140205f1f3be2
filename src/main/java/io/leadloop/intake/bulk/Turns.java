package io.leadloop.intake.bulk;

import io.leadloop.store.CallerContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * Has the pieces of one request wait for their provider's limit one after another: if they shared
 * what it allows, all of them would be late, and none answered until then. Used on the connection's
 * event loop only.
 */
final class Turns {
  private final Queue<UniEmitter<? super Void>> waiting = new ArrayDeque<>();
  private boolean isTaken;

  /** Does the work, on the caller's own context, once all work before it has ended. */
  <T> Uni<T> take(Supplier<Uni<T>> work) {
    return CallerContext.keep(Uni.createFrom().<Void>emitter(this::await))
        .chain(() -> Uni.createFrom().deferred(work::get).onTermination().invoke(this::next));
  }

  private void await(UniEmitter<? super Void> turn) {
    if (isTaken) {
      waiting.add(turn);
      turn.onTermination(() -> waiting.remove(turn));
    } else {
      isTaken = true;
      turn.complete(null);
    }
  }

  private void next() {
    UniEmitter<? super Void> next = waiting.poll();
    isTaken = next != null;
    if (isTaken) {
      next.complete(null);
    }
  }
}
