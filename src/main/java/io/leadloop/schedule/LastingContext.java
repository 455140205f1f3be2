package io.leadloop.schedule;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;

/**
 * Contexts for work that outlives the request that begins it. Vert.x cancels a timer with the
 * verticle in whose context it was set, and Mutiny's delays are such timers; Quarkus ends the
 * verticle of the HTTP server first of all, while calls in flight still wait for answers.
 */
public final class LastingContext {
  private LastingContext() {}

  /** The current context, or one of the same event loop if a verticle has that. */
  public static Context of(Vertx vertx) {
    ContextInternal here = (ContextInternal) vertx.getOrCreateContext();
    return here.isDeployment()
        ? here.owner()
            .createEventLoopContext(here.nettyEventLoop(), here.workerPool(), here.classLoader())
        : here;
  }
}
