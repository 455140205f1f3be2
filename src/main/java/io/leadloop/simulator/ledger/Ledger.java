package io.leadloop.simulator.ledger;

import static java.util.Comparator.comparingLong;

import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.simulator.http.AccessToken;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * What the simulator saw and did, for tests to ask from any thread. A request is in it before its
 * answer is sent, so who has the answer finds the request. Entries beyond {@link
 * SimulatorSettings#memory()} are gone from every question asked here: a test that counts checks
 * {@link #forgottenRequests()}.
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
    // They are entered when answered: a long body may let a later request overtake.
    return requests.entries().stream()
        .sorted(comparingLong(request -> request.arrival().nanos()))
        .toList();
  }

  /** Every callback that was answered or given up, in that order. */
  public List<RecordedCallback> callbacks() {
    return callbacks.entries();
  }

  /** The callbacks about one lead, of every kind, in the order of their outcomes. */
  public List<RecordedCallback> callbacks(String leadId) {
    return callbacks.entries().stream().filter(sent -> sent.leadId().equals(leadId)).toList();
  }

  /** Every document that was attached, in the order in which they were complete. */
  public List<RecordedDocument> documents() {
    return documents.entries();
  }

  /** The documents of one lead, in the order in which they were complete. */
  public List<RecordedDocument> documents(String leadId) {
    return documents.entries().stream().filter(kept -> kept.leadId().equals(leadId)).toList();
  }

  /** How many requests have left the ledger for newer ones. */
  public long forgottenRequests() {
    return requests.forgotten();
  }

  /** How many callbacks have left the ledger for newer ones. */
  public long forgottenCallbacks() {
    return callbacks.forgotten();
  }

  /**
   * The most requests of one token that were admitted in any window of this length, half open: two
   * requests exactly one length apart are never in the same window.
   */
  public int mostAdmitted(String token, Duration window) {
    return most(window, request -> request.admitted() && cameWith(token, request));
  }

  /** The most requests that showed one token in any window of this length, refused ones too. */
  public int mostArrivals(String token, Duration window) {
    return most(window, request -> cameWith(token, request));
  }

  private static boolean cameWith(String token, RecordedRequest request) {
    return request.token().filter(new AccessToken(token)::equals).isPresent();
  }

  private int most(Duration window, Predicate<RecordedRequest> counted) {
    return BusiestWindow.count(
        requests().stream().filter(counted).mapToLong(seen -> seen.arrival().nanos()).toArray(),
        window);
  }
}
