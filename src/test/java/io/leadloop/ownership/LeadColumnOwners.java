package io.leadloop.ownership;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The columns of the table {@code lead}, which the stages of a lead share: who sets which. A row is
 * inserted in one place, with the values that its columns begin with.
 */
public final class LeadColumnOwners {
  public static final String TABLE = "lead";

  /** The package that inserts leads. */
  public static final String INSERTS = "intake";

  /** Every stage that changes a column of its own sets the time of the change with it. */
  public static final String CHANGE_TIME = "updated_at";

  public static final Map<String, Set<String>> BY_OWNER =
      Map.of(
          "lead",
          Set.of(
              "id",
              "provider_id",
              "customer_id",
              "reference",
              "fingerprint",
              "document",
              "last_answer",
              "test",
              "not_after",
              "created_at",
              "erased_at"),
          "forwarding",
          Set.of(
              "state",
              "next_attempt_at",
              "expires_at",
              "lease_until",
              "claims",
              "attempts",
              "unanswered",
              "retry",
              "looked_up",
              "possible_duplicate",
              "last_error",
              "oplead_id"),
          "feedback",
          Set.of(
              "told_forwarded",
              "told_otherwise",
              "sequence",
              "status_code",
              "status_label",
              "status_at",
              "status_dated",
              "status_way",
              "awaited_status",
              "forwarded_at",
              "first_feedback_at"),
          "silence",
          Set.of("silent_until", "poll_at", "polls"));

  private LeadColumnOwners() {}

  public static Optional<String> ownerOf(String column) {
    return BY_OWNER.entrySet().stream()
        .filter(owned -> owned.getValue().contains(column))
        .map(Map.Entry::getKey)
        .findAny();
  }

  /** Every column, sorted; one that has two owners stands there twice. */
  public static List<String> all() {
    List<String> columns =
        new ArrayList<>(BY_OWNER.values().stream().flatMap(Set::stream).toList());
    columns.add(CHANGE_TIME);
    return columns.stream().sorted().toList();
  }
}
