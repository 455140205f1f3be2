package io.leadloop.lane;

import io.leadloop.customer.CustomerId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A replica's calls in flight, per lane.
 *
 * @param calls to Oplead, all of them
 * @param documents those of them that carry a document
 */
public record InFlight(Map<CustomerId, Integer> calls, Map<CustomerId, Integer> documents) {
  public static final InFlight NONE = new InFlight(Map.of(), Map.of());

  public int calls(CustomerId lane) {
    return calls.getOrDefault(lane, 0);
  }

  public int documents(CustomerId lane) {
    return documents.getOrDefault(lane, 0);
  }

  public int documentsInAll() {
    return documents.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** The same and these. */
  public InFlight with(Collection<Attempt> attempts) {
    return new InFlight(
        plus(calls, attempts.stream()),
        plus(documents, attempts.stream().filter(Attempt::carriesDocument)));
  }

  private static Map<CustomerId, Integer> plus(
      Map<CustomerId, Integer> counts, Stream<Attempt> attempts) {
    Map<CustomerId, Integer> sum = new HashMap<>(counts);
    attempts.forEach(attempt -> sum.merge(attempt.account().customer(), 1, Integer::sum));
    return sum;
  }
}
