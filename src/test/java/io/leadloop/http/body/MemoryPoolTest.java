package io.leadloop.http.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class MemoryPoolTest {
  private final MemoryPool pool = new MemoryPool(1000, 10, ErrorCode.RATE_LIMITED, 4);

  @Test
  void oneCallerCannotUseTheWholePool() {
    MemoryPool.Share greedy = pool.share("greedy");
    greedy.take(250);
    refused(() -> greedy.take(1), ErrorCode.RATE_LIMITED);
    pool.share("other").take(250);
    assertThat(pool.held()).isEqualTo(500);
  }

  @Test
  void allCallersTogetherHoldNoMoreThanThePool() {
    for (int caller = 0; caller < 4; caller++) {
      pool.share("caller " + caller).take(250);
    }
    refused(() -> pool.share("late").take(1), ErrorCode.STORE_UNAVAILABLE);
    pool.share("caller 0").give(1);
    pool.share("late").take(1);
    assertThat(pool.held()).isEqualTo(1000);
  }

  @Test
  void rejectionTakesNothing() {
    HeldMemory held = new HeldMemory(pool.share("a"));
    held.take(200);
    refused(() -> held.take(51), ErrorCode.RATE_LIMITED);
    held.take(50);
    held.close();
    held.close();
    held.take(10);
    assertThat(pool.held()).isZero();
  }

  @Test
  void longestBodyFitsIntoTheSmallestPool() {
    new MemoryPool(1, 2000, ErrorCode.RATE_LIMITED, 4).share("a").take(2000);
  }

  private static void refused(ThrowingCallable take, ErrorCode code) {
    assertThatThrownBy(take)
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> {
              assertThat(problem.code()).isEqualTo(code);
              assertThat(problem.retryAfter()).hasValue(Duration.ofSeconds(5));
            });
  }
}
