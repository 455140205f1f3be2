package io.leadloop.store;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/**
 * Moves a result that several callers share back to each caller's own Vert.x context. Hibernate
 * Reactive finds its session by context, so continuing in another request's context would use that
 * request's session.
 */
public final class CallerContext {
  private CallerContext() {}

  /** Emits the result on the caller's context, if it has one. */
  public static <T> Uni<T> keep(Uni<T> shared) {
    Context caller = Vertx.currentContext();
    return caller == null ? shared : shared.emitOn(task -> runOn(caller, task));
  }

  /**
   * Runs the work on a new context of the caller's event loop and emits the result on the caller's
   * own. Concurrent work of one request must not share a session.
   */
  public static <T> Uni<T> onNewContext(Supplier<Uni<? extends T>> work) {
    Context own = VertxContext.createNewDuplicatedContext();
    VertxContextSafetyToggle.setContextSafe(own, true);
    return CallerContext.<T>keep(
        Uni.createFrom()
            .deferred(work)
            .runSubscriptionOn(task -> own.runOnContext(now -> task.run())));
  }

  private static void runOn(Context caller, Runnable task) {
    // A worker thread may carry the caller's context but must not use its session.
    if (Vertx.currentContext() == caller && Context.isOnEventLoopThread()) {
      task.run();
    } else {
      caller.runOnContext(now -> task.run());
    }
  }
}
