package io.leadloop.forwarding;

import io.leadloop.customer.CustomerId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a replica has under way in each lane.
 *
 * @param calls to Oplead, all of them
 * @param documents those of them that carry a document
 */
record Busy(Map<CustomerId, Integer> calls, Map<CustomerId, Integer> documents) {
  static final Busy NOT_AT_ALL = new Busy(Map.of(), Map.of());

  int calls(CustomerId lane) {
    return calls.getOrDefault(lane, 0);
  }

  int documents(CustomerId lane) {
    return documents.getOrDefault(lane, 0);
  }

  int documentsInAll() {
    return documents.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** The same and these. */
  Busy with(Collection<Attempt> attempts) {
    return new Busy(
        plus(calls, attempts.stream()),
        plus(documents, attempts.stream().filter(Attempt::carriesDocument)));
  }

  private static Map<CustomerId, Integer> plus(
      Map<CustomerId, Integer> counts, Stream<Attempt> attempts) {
    Map<CustomerId, Integer> sum = new HashMap<>(counts);
    attempts.forEach(attempt -> sum.merge(attempt.customer(), 1, Integer::sum));
    return sum;
  }
}
