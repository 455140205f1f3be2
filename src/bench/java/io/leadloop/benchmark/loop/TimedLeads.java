package io.leadloop.benchmark.loop;

import io.leadloop.benchmark.load.Call;
import io.leadloop.benchmark.load.Submissions;
import io.leadloop.benchmark.stage.Target;
import io.leadloop.simulator.ledger.Ledger;
import io.leadloop.simulator.ledger.RecordedRequest;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/**
 * Leads whose 202 is timed by the clock that the simulated Oplead shares, so that it can be seen
 * how long each waited until it was sent.
 */
final class TimedLeads {
  private static final Pattern REFERENCE = Pattern.compile("Demande (LP-2026-\\d+)");
  private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(10);
  private static final int DIGITS = 3;

  private final Target target;
  private final Submissions submissions;
  private final Map<String, Long> accepted = new ConcurrentHashMap<>();

  TimedLeads(Target target, int customers) {
    this.target = target;
    this.submissions = new Submissions(customers);
  }

  Future<Void> submit(HttpClient client) {
    Submissions.Submission lead = submissions.take();
    return Call.submit(target, lead)
        .make(client)
        .onSuccess(answer -> accepted.put(lead.reference(), System.nanoTime()));
  }

  /** Forgets the leads so far. */
  void clear() {
    accepted.clear();
  }

  /**
   * Microseconds from each lead's 202 to the arrival of its request, of all leads since the last
   * call; 0 where the request was first. All must have arrived.
   */
  Histogram waits(Ledger ledger) {
    Map<String, Long> arrived = arrivals(ledger);
    Histogram micros = new Histogram(LONGEST_MICROS, DIGITS);
    accepted.forEach((reference, at) -> micros.recordValue(micros(at, arrived.get(reference))));
    accepted.clear();
    return micros;
  }

  private static long micros(long accepted, Long arrived) {
    if (arrived == null) {
      throw new IllegalStateException("the simulated Oplead has forgotten a lead's request");
    }
    long waited = TimeUnit.NANOSECONDS.toMicros(arrived - accepted);
    return Math.max(0, Math.min(waited, LONGEST_MICROS));
  }

  private static Map<String, Long> arrivals(Ledger ledger) {
    Map<String, Long> arrivals = new HashMap<>();
    for (RecordedRequest request : ledger.requests()) {
      Matcher reference = REFERENCE.matcher(request.body().toString());
      if (reference.find()) {
        arrivals.putIfAbsent(reference.group(1), request.arrival().nanos());
      }
    }
    return arrivals;
  }
}
