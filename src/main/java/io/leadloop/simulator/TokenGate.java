package io.leadloop.simulator;

import io.leadloop.simulator.http.AccessToken;
import io.leadloop.simulator.http.Answer;
import io.leadloop.simulator.ledger.Moment;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Admits known tokens within their quotas. All verbs and paths count; requests rejected here do
 * not.
 */
final class TokenGate {

  private final SimulatorSettings settings;
  private final Map<AccessToken, SlidingWindow> windows = new ConcurrentHashMap<>();

  TokenGate(SimulatorSettings settings) {
    this.settings = settings;
  }

  /** Registers a token; a known token keeps its count. Thread-safe. */
  void accept(AccessToken token) {
    windows.computeIfAbsent(
        token, any -> new SlidingWindow(settings.quota(), settings.quotaWindow()));
  }

  /** Whether a token is known. Thread-safe. */
  boolean knows(AccessToken token) {
    return windows.containsKey(token);
  }

  /** The rejection of a request, empty if it is admitted. Event loop only. */
  Optional<Answer> refusal(Optional<AccessToken> token, Moment arrival) {
    return token
        .map(windows::get)
        .map(window -> overQuota(window, arrival))
        .orElseGet(() -> Optional.of(Answer.unknownToken()));
  }

  private static Optional<Answer> overQuota(SlidingWindow window, Moment arrival) {
    return Optional.of(window.admit(arrival.nanos()))
        .filter(wait -> !wait.isZero())
        .map(Answer::overQuota);
  }
}
