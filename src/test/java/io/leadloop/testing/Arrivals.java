package io.leadloop.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leadloop.simulator.SimulatedOplead;
import io.leadloop.simulator.ledger.RecordedRequest;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The leads that a simulated Oplead took, as they arrived there. */
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

  /** When they arrived, in nanoseconds of {@link System#nanoTime}, in that order. */
  public static List<Long> nanos(SimulatedOplead oplead) {
    return admitted(oplead).stream().map(request -> request.arrival().nanos()).toList();
  }

  /**
   * The most of these times, which ascend, that lie in any window of that length, half open: two
   * that are exactly one length apart are never in the same window.
   */
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

  private static List<RecordedRequest> admitted(SimulatedOplead oplead) {
    return oplead.ledger().requests().stream().filter(RecordedRequest::admitted).toList();
  }
}
