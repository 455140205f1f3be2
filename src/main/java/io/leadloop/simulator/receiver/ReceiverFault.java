package io.leadloop.simulator.receiver;

import io.leadloop.simulator.fault.FaultAction;
import io.leadloop.simulator.fault.FaultTarget;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * A fault of one receiver.
 *
 * @param lead only requests about this lead meet it; empty for all
 * @param times how often it applies, empty until it is removed
 */
public record ReceiverFault(
    Target on, Optional<String> lead, OptionalInt times, FaultAction action) {

  /** The requests that a fault applies to. */
  public enum Target {
    ANY,
    EVENT,
    /** Requests that verify the endpoint. */
    CHALLENGE;

    static Optional<Target> named(String name) {
      return Stream.of(values()).filter(target -> target.wireName().equals(name)).findFirst();
    }

    String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    private boolean covers(boolean challenge) {
      return this == ANY || (this == CHALLENGE) == challenge;
    }
  }

  /** Rejects an action that is for callbacks only. */
  public ReceiverFault {
    if (times.orElse(1) < 1) {
      throw new IllegalArgumentException("times must be at least 1");
    }
    if (!action.kind().fits(FaultTarget.ANY)) {
      throw new IllegalArgumentException("this cannot be done on a request");
    }
  }

  public static ReceiverFault times(int times, FaultAction action) {
    return new ReceiverFault(Target.ANY, Optional.empty(), OptionalInt.of(times), action);
  }

  public static ReceiverFault always(FaultAction action) {
    return new ReceiverFault(Target.ANY, Optional.empty(), OptionalInt.empty(), action);
  }

  public ReceiverFault onEvents() {
    return new ReceiverFault(Target.EVENT, lead, times, action);
  }

  public ReceiverFault onChallenges() {
    return new ReceiverFault(Target.CHALLENGE, lead, times, action);
  }

  public ReceiverFault ofLead(String id) {
    return new ReceiverFault(on, Optional.of(id), times, action);
  }

  boolean matches(ReceivedHead head) {
    return on.covers(head.isChallenge()) && (lead.isEmpty() || lead.equals(head.lead()));
  }
}
