package io.leadloop.http.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.error.ProblemException;
import io.leadloop.http.HttpConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Memory limits of each kind of caller. */
class BodyBudgetTest {
  private static final long MIB = 1 << 20;

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

  @Test
  void callbacksCannotUseTheAdministratorsShare() {
    BodyBudget budget = new BodyBudget(new Limits(MIB, 128 * MIB), metrics);
    for (int address = 0; address < 4; address++) {
      budget.callbacks().share("callback " + address).take(4 * MIB);
    }
    assertThatThrownBy(() -> budget.callbacks().share("callback 5").take(1))
        .isInstanceOf(ProblemException.class);

    budget.administrators().take(16 * MIB);
    budget.providers().share("provider").take(24 * MIB);
    assertThat(budget.heldBytes()).isEqualTo(56 * MIB);
    assertThat(metrics.get("leadloop.http.held.bytes").tag("callers", "callbacks").gauge().value())
        .isEqualTo(16 * MIB);
  }

  @Test
  void severalLongestBodiesFitIntoEachShareOfTheSmallestHeap() {
    BodyBudget budget = new BodyBudget(new Limits(16 * MIB, MIB), metrics);
    assertHolds(budget.providers().share("provider"), 8 * 16 * MIB);
    assertHolds(budget.callbacks().share("callback 1"), 4 * 16 * MIB);
    assertHolds(budget.administrators(), 4 * 16 * MIB);
  }

  private static void assertHolds(MemoryPool.Share share, long bytes) {
    assertThatCode(() -> share.take(bytes)).doesNotThrowAnyException();
    assertThatThrownBy(() -> share.take(1)).isInstanceOf(ProblemException.class);
  }

  private record Limits(long maxBodyBytes, long memory) implements HttpConfig {
    @Override
    public Duration bodyTimeout() {
      return Duration.ofSeconds(30);
    }

    @Override
    public Optional<Long> memoryBytes() {
      return Optional.of(memory);
    }
  }
}
