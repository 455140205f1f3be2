package io.leadloop.ownership;

import java.util.Map;
import java.util.Optional;

/**
 * Every function of the migrations, with the package that owns it. What a function writes counts as
 * written by its owner, and its owner's {@code package-info} names the triggers that call it.
 */
public final class FunctionOwners {
  private static final Map<String, String> BY_NAME =
      Map.ofEntries(
          Map.entry("keep", "lead"),
          Map.entry("append_only", "access"),
          Map.entry("open_allowance", "limit"),
          Map.entry("open_lane", "lane"),
          Map.entry("lane_follows_customer", "lane"),
          Map.entry("lane_pace", "lane"),
          Map.entry("lane_allowance", "lane"),
          Map.entry("lane_reserve", "lane"),
          Map.entry("arrive_in_lanes", "lane"),
          Map.entry("wake_lanes", "lane"),
          Map.entry("wake_lanes_by", "lane"),
          Map.entry("leave_lanes", "lane"),
          Map.entry("free_slots", "lane"),
          Map.entry("take_turns", "lane"),
          Map.entry("serve_providers", "lane"),
          Map.entry("take_slots", "lane"),
          Map.entry("settle_slots", "lane"),
          Map.entry("lane_effects", "lane"),
          Map.entry("apply_lane_effects", "lane"),
          Map.entry("first_waiting_leads", "forwarding"),
          Map.entry("state_after_proof", "forwarding"),
          Map.entry("attempt_after_proof", "forwarding"),
          Map.entry("withdraw_leads", "forwarding"),
          Map.entry("erase_errors", "forwarding"),
          Map.entry("kept_answer", "lead"),
          Map.entry("erase_documents", "lead"),
          Map.entry("erase_feedback", "feedback"),
          Map.entry("erase_updates", "update"),
          Map.entry("append_feedback", "feedback"),
          Map.entry("awaited_after_refusal", "feedback"),
          Map.entry("open_pace", "silence"),
          Map.entry("silent_until_after", "silence"),
          Map.entry("poll_after", "silence"),
          Map.entry("lead_updates_follow_lead", "update"),
          Map.entry("subscription_changes", "subscription"));

  private FunctionOwners() {}

  public static Map<String, String> all() {
    return BY_NAME;
  }

  public static Optional<String> find(String function) {
    return Optional.ofNullable(BY_NAME.get(function));
  }
}
