package io.leadloop.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leadloop.simulator.SimulatedOplead;
import io.leadloop.simulator.ledger.RecordedRequest;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The leads that arrived at a simulated Oplead. */
public final class Arrivals {
  private static final Pattern NAME = Pattern.compile("\"lastname\":\"([^\"]+)\"");

  private Arrivals() {}

  /** The last names of the leads, in the order of arrival. */
  public static List<String> names(SimulatedOplead oplead) {
    return admitted(oplead).stream()
        .map(request -> NAME.matcher(request.body().toString(UTF_8)))
        .filter(Matcher::find)
        .map(found -> found.group(1))
        .toList();
  }

  /** Arrival times in nanoseconds of {@link System#nanoTime}, in order. */
  public static List<Long> nanos(SimulatedOplead oplead) {
    return admitted(oplead).stream().map(request -> request.arrival().nanos()).toList();
  }

  /** The maximum number of these ascending times in any half-open window of this length. */
  public static int fullestWindow(List<Long> nanos, Duration window) {
    int most = 0;
    for (int first = 0, last = 0; last < nanos.size(); last++) {
      while (nanos.get(last) - nanos.get(first) >= window.toNanos()) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    return most;
  }

  /**
   * The maximum number in any window of each windowful of these: all of them, if the quota was
   * used.
   *
   * @param quota how many a windowful has; the rest at the end is no whole one
   */
  public static List<Integer> windowfuls(List<Long> nanos, int quota, Duration window) {
    return IntStream.range(0, nanos.size() / quota)
        .mapToObj(number -> nanos.subList(number * quota, (number + 1) * quota))
        .map(windowful -> fullestWindow(windowful, window))
        .toList();
  }

  private static List<RecordedRequest> admitted(SimulatedOplead oplead) {
    return oplead.ledger().requests().stream().filter(RecordedRequest::admitted).toList();
  }
}
