package io.leadloop.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LastingContextTest {
  private static final long LATER_MILLIS = 50;

  private final Vertx vertx = Vertx.vertx();
  private final CompletableFuture<Void> ofTheVerticle = new CompletableFuture<>();
  private final CompletableFuture<Void> lasting = new CompletableFuture<>();

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  @Test
  void itsTimersFireAfterTheEndOfTheVerticleThatSetThem() throws Exception {
    String verticle = await(vertx.deployVerticle(new Timers()));
    await(vertx.undeploy(verticle));
    lasting.get(1, TimeUnit.MINUTES);
    CompletableFuture<Void> afterwards = new CompletableFuture<>();
    vertx.setTimer(LATER_MILLIS, fired -> afterwards.complete(null));
    afterwards.get(1, TimeUnit.MINUTES);
    assertThat(ofTheVerticle).as("Vert.x cancels it").isNotDone();
  }

  @Test
  void aContextOfNoVerticleIsKept() throws Exception {
    CompletableFuture<Boolean> isKept = new CompletableFuture<>();
    vertx
        .getOrCreateContext()
        .runOnContext(here -> isKept.complete(LastingContext.of(vertx) == Vertx.currentContext()));
    assertThat(isKept.get(1, TimeUnit.MINUTES)).isTrue();
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(1, TimeUnit.MINUTES);
  }

  /** Sets a timer of each kind at its end. */
  private final class Timers extends AbstractVerticle {
    @Override
    public void stop() {
      vertx.setTimer(LATER_MILLIS, fired -> ofTheVerticle.complete(null));
      LastingContext.of(vertx)
          .runOnContext(here -> vertx.setTimer(LATER_MILLIS, fired -> lasting.complete(null)));
    }
  }
}
