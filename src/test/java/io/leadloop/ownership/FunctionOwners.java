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
              owned(
                  "lead", "keep", "lead_state", "lock_progress", "kept_answer", "erase_documents"),
              owned("provider", "grants_change"),
              owned("access", "append_only"),
              owned("store", "first_id", "id_time", "transaction_shift", "transaction_number"),
              owned("store", "oldest_in_flight", "next_number", "last_number", "continue_numbers"),
              owned("limit", "open_allowance"),
              owned("tally", "tally_taken"),
              owned("lane", "open_lane", "lane_follows_customer"),
              owned("lane", "lane_pace", "lane_allowance", "lane_reserve", "lane_outlook"),
              owned("lane", "arrive_in_lanes", "leave_lanes", "wake_lanes", "wake_lanes_by"),
              owned(
                  "lane", "open_lanes", "forget_slots", "free_slots", "take_slots", "reserve_slot"),
              owned("lane", "take_turns", "serve_providers", "begin_requests", "end_requests"),
              owned("lane", "abandon_requests", "count_slots", "lane_effects"),
              owned("lane", "apply_lane_effects"),
              reacting("forwarding", "enqueue_leads", "first_waiting_leads", "prove_forwarded"),
              reacting("forwarding", "withdraw_leads", "erase_errors"),
              reacting("forwarding", "leads_due_in", "lane_counts"),
              owned("forwarding", "leads_at", "leave_queue", "queue_again", "waiting_providers"),
              owned("forwarding", "retries_in"),
              owned("forwarding", "due_leads", "lead_candidates", "claim_leads", "lead_claims"),
              reacting("forwarding", "claim_at_once"),
              owned("forwarding", "claimed_leads"),
              owned("forwarding", "end_claim", "next_due", "settle_leads", "abandon_leads"),
              owned("forwarding", "expire_leads", "expire_due_leads", "hold_leads"),
              owned("forwarding", "releasable_leads"),
              owned("forwarding", "release_leads", "requeue_lead", "requeue_leads"),
              owned("forwarding", "resendable_leads", "leads_to_sweep"),
              owned("forwarding", "record_failures"),
              owned("feedback", "append_feedback", "erase_feedback"),
              owned("feedback", "await_status", "awaited_after_refusal"),
              owned("feedback", "mark_feed", "feed_since", "feed_cursor", "feed_end"),
              owned("feedback", "has_next_event", "retried_payload", "payload_kind"),
              owned("push.delivery", "claim_endpoints", "delivers", "move_push_cursor"),
              owned("push.delivery", "release_endpoint"),
              reacting("push.delivery", "erase_push_answers"),
              owned("retention", "month_name", "month_of", "month_bound", "create_partition"),
              owned("retention", "is_month_outside", "open_month", "open_next_month"),
              owned("retention", "drop_next_month", "tables_outside", "history_tables"),
              owned("silence", "open_pace"),
              reacting("silence", "await_feedback", "end_silence", "forget_overdue"),
              reacting("update", "erase_updates"),
              reacting("update.delivery", "updates_follow"),
              owned("update.delivery", "claim_updates", "due_updates", "next_updates"),
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
