package io.leadloop.console.overview;

import io.leadloop.tally.LastDay;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An hour of the last day as a bar: all leads taken, and on the same ground those forwarded.
 *
 * @param x its left edge, of {@link #WIDTH} a bar
 * @param height of the leads taken, of {@link #HEIGHT}
 * @param forwardedHeight of those forwarded
 */
public record HourBar(
    Instant at,
    long taken,
    long forwarded,
    long withFirstStatus,
    int x,
    int height,
    int forwardedHeight) {
  static final int WIDTH = 10;
  static final int HEIGHT = 40;

  static List<HourBar> of(LastDay day) {
    long peak = Math.max(1, day.peak());
    return IntStream.range(0, day.hours().size())
        .mapToObj(n -> bar(day.hours().get(n), n, peak))
        .toList();
  }

  private static HourBar bar(LastDay.Hour hour, int number, long peak) {
    int height = height(hour.taken(), peak);
    return new HourBar(
        hour.at(),
        hour.taken(),
        hour.forwarded(),
        hour.withFirstStatus(),
        number * WIDTH,
        height,
        Math.min(height, height(hour.forwarded(), peak)));
  }

  /** Few leads are seen, too. */
  private static int height(long leads, long peak) {
    return leads == 0 ? 0 : (int) Math.max(1, leads * HEIGHT / peak);
  }

  /** The upper edge. */
  public int y() {
    return HEIGHT - height;
  }

  public int forwardedY() {
    return HEIGHT - forwardedHeight;
  }
}
