package io.leadloop.store;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/**
 * Brings an answer that several callers share back to each caller's own Vert.x context. A Hibernate
 * Reactive session is found by the context, so whoever went on in another request's context would
 * find that request's session.
 */
public final class CallerContext {
  private CallerContext() {}

  /** The same answer, on the context of whoever calls this; as it comes where that has none. */
  public static <T> Uni<T> keep(Uni<T> shared) {
    Context caller = Vertx.currentContext();
    return caller == null ? shared : shared.emitOn(task -> runOn(caller, task));
  }

  /**
   * Does the work on a new context of the caller's event loop, and answers on the caller's own:
   * work that one request does several times at once may not share a session.
   */
  public static <T> Uni<T> apart(Supplier<Uni<? extends T>> work) {
    Context own = VertxContext.createNewDuplicatedContext();
    VertxContextSafetyToggle.setContextSafe(own, true);
    return CallerContext.<T>keep(
        Uni.createFrom()
            .deferred(work)
            .runSubscriptionOn(task -> own.runOnContext(now -> task.run())));
  }

  private static void runOn(Context caller, Runnable task) {
    // A worker thread may carry the caller's context, and is still no place for its session.
    if (Vertx.currentContext() == caller && Context.isOnEventLoopThread()) {
      task.run();
    } else {
      caller.runOnContext(now -> task.run());
    }
  }
}
