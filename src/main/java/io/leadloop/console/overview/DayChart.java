package io.leadloop.console.overview;

import io.leadloop.tally.LastDay;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The hours of a day as bars: all leads taken, and on the same ground those forwarded. Each value
 * is the data of an SVG path, 10 units wide an hour and 40 high.
 */
public record DayChart(String taken, String forwarded) {
  private static final int PITCH = 10;
  private static final int WIDTH = 8;
  private static final int HEIGHT = 40;

  static DayChart of(LastDay day) {
    long peak = Math.max(1, day.peak());
    return new DayChart(
        bars(day.hours(), hour -> height(hour.taken(), peak)),
        bars(
            day.hours(),
            hour -> Math.min(height(hour.taken(), peak), height(hour.forwarded(), peak))));
  }

  private static String bars(List<LastDay.Hour> hours, ToLongFunction<LastDay.Hour> height) {
    return IntStream.range(0, hours.size())
        .filter(n -> height.applyAsLong(hours.get(n)) > 0)
        .mapToObj(n -> bar(n * PITCH, height.applyAsLong(hours.get(n))))
        .collect(Collectors.joining());
  }

  private static String bar(int left, long height) {
    return "M" + left + " " + HEIGHT + "v-" + height + "h" + WIDTH + "v" + height + "z";
  }

  /** Few leads are seen, too. */
  private static long height(long leads, long peak) {
    return leads == 0 ? 0 : Math.max(1, leads * HEIGHT / peak);
  }
}
