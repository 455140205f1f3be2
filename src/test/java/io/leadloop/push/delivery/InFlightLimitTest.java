package io.leadloop.push.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InFlightLimitTest {
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final InFlightLimit limit = new InFlightLimit(2, metrics);
  private final List<String> granted = new ArrayList<>();
  private final Runnable first = () -> granted.add("first");
  private final Runnable second = () -> granted.add("second");

  @Test
  void aReleasedPermitGoesToTheOneThatWaitsLongest() {
    assertThat(limit.tryAcquire(first)).isTrue();
    assertThat(limit.tryAcquire(first)).isTrue();
    assertThat(limit.tryAcquire(second)).isFalse();
    assertThat(limit.tryAcquire(first)).isFalse();
    assertThat(limit.tryAcquire(second)).as("waits already").isFalse();
    limit.release();
    assertThat(limit.tryAcquire(second)).as("at the end of the queue now").isFalse();
    limit.release();
    limit.release();
    assertThat(granted).containsExactly("second", "first", "second");
  }

  @Test
  void permitsOfThoseThatNeedThemNoLongerAreFreeAgain() {
    Runnable ended = limit::release;
    limit.tryAcquire(first);
    limit.tryAcquire(first);
    limit.tryAcquire(ended);
    limit.tryAcquire(second);
    assertThat(inFlight()).isEqualTo(2);
    limit.release();
    assertThat(granted).containsExactly("second");
    limit.release();
    limit.release();
    assertThat(inFlight()).isZero();
    assertThat(limit.tryAcquire(first)).isTrue();
  }

  private double inFlight() {
    return metrics.get("leadloop.push.in.flight").gauge().value();
  }
}
