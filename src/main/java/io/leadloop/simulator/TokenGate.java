package io.leadloop.simulator;

import io.leadloop.simulator.http.AccessToken;
import io.leadloop.simulator.http.Answer;
import io.leadloop.simulator.ledger.Moment;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who may come in: known tokens, each within its own quota. Every verb and every path of a known
 * token counts; a request that is refused here, as unknown or as over the quota, counts for nobody.
 */
final class TokenGate {

  private final SimulatorSettings settings;
  private final Map<AccessToken, SlidingWindow> windows = new ConcurrentHashMap<>();

  TokenGate(SimulatorSettings settings) {
    this.settings = settings;
  }

  /** Makes a token known, from any thread; a token that is known already keeps its count. */
  void accept(AccessToken token) {
    windows.computeIfAbsent(
        token, any -> new SlidingWindow(settings.quota(), settings.quotaWindow()));
  }

  /** Whether a token is known, from any thread; asking counts for nobody. */
  boolean knows(AccessToken token) {
    return windows.containsKey(token);
  }

  /** The answer that turns a request away, empty where it is admitted. Event loop only. */
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
