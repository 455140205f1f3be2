package io.leadloop.simulator.ledger;

import static java.util.Comparator.comparingLong;

import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.simulator.http.AccessToken;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * A record of all requests, callbacks and documents, for tests. Thread-safe. A request is recorded
 * before its answer is sent, so a client that has the answer finds it here. Entries beyond {@link
 * SimulatorSettings#memory()} are evicted: a test that counts must check {@link
 * #forgottenRequests()}.
 */
public final class Ledger {

  private final BoundedLog<RecordedRequest> requests;
  private final BoundedLog<RecordedCallback> callbacks;
  private final BoundedLog<RecordedDocument> documents;

  public Ledger(int memory) {
    requests = new BoundedLog<>(memory);
    callbacks = new BoundedLog<>(memory);
    documents = new BoundedLog<>(memory);
  }

  public void enter(RecordedRequest request) {
    requests.add(request);
  }

  public void enter(RecordedCallback callback) {
    callbacks.add(callback);
  }

  public void enter(RecordedDocument document) {
    documents.add(document);
  }

  /** Every request, in the order of arrival. */
  public List<RecordedRequest> requests() {
    // Requests are recorded when answered, so a slow body may be overtaken by a later request.
    return requests.entries().stream()
        .sorted(comparingLong(request -> request.arrival().nanos()))
        .toList();
  }

  /** All callbacks in the order of their outcomes. */
  public List<RecordedCallback> callbacks() {
    return callbacks.entries();
  }

  /** All callbacks about one lead in the order of their outcomes. */
  public List<RecordedCallback> callbacks(String leadId) {
    return callbacks.entries().stream().filter(sent -> sent.leadId().equals(leadId)).toList();
  }

  /** All attached documents in the order of completion. */
  public List<RecordedDocument> documents() {
    return documents.entries();
  }

  /** The documents of one lead in the order of completion. */
  public List<RecordedDocument> documents(String leadId) {
    return documents.entries().stream().filter(kept -> kept.leadId().equals(leadId)).toList();
  }

  /** The number of evicted requests. */
  public long forgottenRequests() {
    return requests.forgotten();
  }

  /** The number of evicted callbacks. */
  public long forgottenCallbacks() {
    return callbacks.forgotten();
  }

  /** The maximum number of a token's admitted requests in any half-open window of this length. */
  public int mostAdmitted(String token, Duration window) {
    return busiest(window, request -> request.admitted() && hasToken(token, request));
  }

  /**
   * The maximum number of a token's requests in any window of this length, including rejected ones.
   */
  public int mostArrivals(String token, Duration window) {
    return busiest(window, request -> hasToken(token, request));
  }

  private static boolean hasToken(String token, RecordedRequest request) {
    return request.token().filter(new AccessToken(token)::equals).isPresent();
  }

  private int busiest(Duration window, Predicate<RecordedRequest> counted) {
    return BusiestWindow.count(
        requests().stream().filter(counted).mapToLong(seen -> seen.arrival().nanos()).toArray(),
        window);
  }
}
