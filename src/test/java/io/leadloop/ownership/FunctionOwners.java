package io.leadloop.ownership;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every function of the migrations, with the package that owns it. What a function writes counts as
 * written by its owner, and its owner's {@code package-info} names the triggers that call it.
 */
public final class FunctionOwners {
  private static final Map<String, Function> BY_NAME =
      Stream.of(
              owned("lead", "keep", "kept_answer", "erase_documents"),
              owned("access", "append_only"),
              owned("limit", "open_allowance"),
              owned("lane", "open_lane", "lane_follows_customer"),
              owned("lane", "lane_pace", "lane_allowance", "lane_reserve", "first_waiting_leads"),
              owned("lane", "arrive_in_lanes", "leave_lanes", "wake_lanes", "wake_lanes_by"),
              owned("lane", "free_slots", "take_turns", "serve_providers", "take_slots"),
              owned("lane", "settle_slots", "lane_effects", "apply_lane_effects"),
              reacting("forwarding", "state_after_proof", "attempt_after_proof"),
              reacting("forwarding", "withdraw_leads", "erase_errors"),
              owned("feedback", "append_feedback", "erase_feedback"),
              owned("feedback", "await_status", "awaited_after_refusal"),
              owned("silence", "open_pace"),
              reacting("silence", "silent_until_after", "poll_after"),
              owned("update", "lead_updates_follow_lead"),
              reacting("update", "erase_updates"),
              owned("subscription", "subscription_changes"))
          .flatMap(functions -> functions)
          .collect(toUnmodifiableMap(Function::name, function -> function));

  private FunctionOwners() {}

  public static Map<String, Function> all() {
    return BY_NAME;
  }

  public static Optional<String> find(String function) {
    return Optional.ofNullable(BY_NAME.get(function)).map(Function::owner);
  }

  private static Stream<Function> owned(String owner, String... names) {
    return Stream.of(names).map(name -> new Function(name, owner, false));
  }

  private static Stream<Function> reacting(String owner, String... names) {
    return Stream.of(names).map(name -> new Function(name, owner, true));
  }

  /**
   * One function.
   *
   * @param reacts whether it is what its owner does when something happens in a package that the
   *     owner knows and that does not know the owner, as an observer is in Java
   */
  public record Function(String name, String owner, boolean reacts) {}
}
