package io.leadloop.lane.pace;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Decides what a lane sends after Oplead refused a request (429) that the quota allowed; a pure
 * function. The first refusal asks for a pause, and the whole quota follows. A second one within a
 * window of that pause means that there is another limit: a foreign user of the token, or so many
 * requests a second. From then on the lane keeps a pace, which each further refusal measures again,
 * and which is given up within two windows after the last.
 *
 * <p>It cannot know which of the two it is, so it takes the better of two estimates: what Oplead
 * took in the last window, which measures a foreign user, and what it took since the last pause in
 * relation to the time that took, which measures a limit per second.
 */
final class PacePolicy {
  /** Of a pace that was refused although it was kept. */
  private static final double REMAINDER = 0.95;

  private final Duration window;

  /** How long a pace is kept before it grows. */
  private final Duration hold;

  PacePolicy(Duration window) {
    this.window = window;
    this.hold = window.multipliedBy(5).dividedBy(4);
  }

  PaceState refused(PaceState before, Refusal refusal, int quota) {
    if (refusal.claimedAt().isBefore(before.pausedUntil())) {
      // Sent before the pause could be kept: the same objection once more.
      return new PaceState(later(before.pausedUntil(), refusal.pausedUntil()), before.pace());
    }
    OptionalInt kept = kept(before, refusal, quota);
    LanePace pace =
        kept.isEmpty()
            ? LanePace.spread(quota, refusal.pausedUntil().plus(window))
            : new LanePace(
                Math.max(1, measured(before, refusal, kept.getAsInt(), quota)),
                later(refusal.at().plus(hold), refusal.pausedUntil()));
    return new PaceState(refusal.pausedUntil(), Optional.of(pace));
  }

  /** The pace that the refused request kept; empty where it had none to keep. */
  private OptionalInt kept(PaceState before, Refusal refusal, int quota) {
    return before
        .pace()
        .map(pace -> pace.at(refusal.claimedAt(), quota, window))
        .orElse(OptionalInt.empty());
  }

  private int measured(PaceState before, Refusal refusal, int kept, int quota) {
    LanePace pace = before.pace().orElseThrow();
    if (!pace.isHeldAt(refusal.claimedAt())) {
      // It grew too far: half of the growth, unless Oplead took more than that.
      int half = pace.requests() + (kept - pace.requests()) / 2;
      return Math.max(refusal.takenInWindow(), half);
    }
    double sinceLast = Duration.between(before.pausedUntil(), refusal.pausedUntil()).toNanos();
    double rate = refusal.takenSincePause() * (window.toNanos() / sinceLast);
    return (int) Math.min(REMAINDER * kept, Math.max(refusal.takenInWindow(), rate));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
