package io.leadloop.simulator.receiver;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * What one receiver received. Thread-safe. A request is entered before its answer is sent, so a
 * client that has the answer finds it here. Counters are complete; requests and events beyond the
 * bounds are forgotten, and their counts say whether any were.
 */
public final class ReceiverLedger {

  private final IntSupplier mostRequests;
  private final IntSupplier mostEvents;
  private final Deque<ReceivedRequest> requests = new ArrayDeque<>();
  private final AcceptedEvents events = new AcceptedEvents();
  private long received;
  private long challenges;
  private long accepted;
  private long repeated;
  private long outOfOrder;
  private long badSignatures;

  ReceiverLedger(IntSupplier mostRequests, IntSupplier mostEvents) {
    this.mostRequests = mostRequests;
    this.mostEvents = mostEvents;
  }

  synchronized void enter(ReceivedRequest request) {
    received++;
    requests.addLast(request);
    while (requests.size() > mostRequests.getAsInt()) {
      requests.removeFirst();
    }
    if (request.signature().isBad()) {
      badSignatures++;
    }
    if (request.challenge()) {
      challenges++;
    } else if (request.accepted()) {
      accept(request);
    }
  }

  private void accept(ReceivedRequest request) {
    accepted++;
    if (request.lead().isEmpty() || request.id().isEmpty() || request.sequence().isEmpty()) {
      return;
    }
    String lead = request.lead().get();
    long sequence = request.sequence().get();
    switch (events.accept(lead, request.id().get(), sequence, mostEvents.getAsInt())) {
      case NEXT -> {}
      case REPEATED -> repeated++;
      case OUT_OF_ORDER -> outOfOrder++;
    }
  }

  public synchronized ReceiverCounts counts() {
    return new ReceiverCounts(received, challenges, accepted, repeated, outOfOrder, badSignatures);
  }

  /** The newest requests in the order in which their bodies were complete. */
  public synchronized List<ReceivedRequest> requests() {
    return List.copyOf(requests);
  }

  /** At most this many of the newest requests, newest first. */
  public synchronized List<ReceivedRequest> newest(int limit) {
    List<ReceivedRequest> newest = new ArrayList<>(limit);
    Iterator<ReceivedRequest> backwards = requests.descendingIterator();
    while (backwards.hasNext() && newest.size() < limit) {
      newest.add(backwards.next());
    }
    return newest;
  }

  /** For each lead the accepted sequences in the order of first acceptance. */
  public synchronized Map<String, List<Long>> sequences() {
    return events.sequences();
  }

  /** The number of requests that are no longer in {@link #requests()}. */
  public synchronized long forgottenRequests() {
    return received - requests.size();
  }

  /** The number of events that are no longer in {@link #sequences()}. */
  public synchronized long forgottenEvents() {
    return events.forgotten();
  }
}
