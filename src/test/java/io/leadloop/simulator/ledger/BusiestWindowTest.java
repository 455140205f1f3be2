package io.leadloop.simulator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BusiestWindowTest {

  @Test
  void timesOneLengthApartAreNeverInTheSameWindow() {
    assertThat(BusiestWindow.count(new long[] {0, 10, 20}, Duration.ofNanos(10))).isEqualTo(1);
    assertThat(BusiestWindow.count(new long[] {0, 9, 18}, Duration.ofNanos(10))).isEqualTo(2);
  }

  @Test
  void noTimesGiveZero() {
    assertThat(BusiestWindow.count(new long[0], Duration.ofNanos(10))).isZero();
  }

  @Property
  void countIsTheExactMaximum(
      @ForAll @Size(max = 30) long[] any, @ForAll @LongRange(min = 1, max = 120) long length) {
    long[] times = Arrays.stream(any).map(time -> Math.floorMod(time, 100)).sorted().toArray();
    long fullest =
        Arrays.stream(times)
            .map(from -> Arrays.stream(times).filter(t -> t >= from && t < from + length).count())
            .max()
            .orElse(0);

    assertThat(BusiestWindow.count(times, Duration.ofNanos(length))).isEqualTo((int) fullest);
  }
}
