package io.leadloop.ownership;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The columns of the table {@code lead_progress}, which the stages of a lead share: who sets which.
 */
public final class ProgressColumnOwners {
  public static final String TABLE = "lead_progress";

  /** The packages that insert its rows, with the values that the other columns begin with. */
  public static final Set<String> INSERT = Set.of("lead", "forwarding");

  /** Every stage that changes a column of its own sets the time of the change with it. */
  public static final String CHANGE_TIME = "updated_at";

  public static final Map<String, Set<String>> BY_OWNER =
      Map.of(
          "lead",
          Set.of("lead_id", "provider_id", "customer_id", "last_answer", "erased_at"),
          "forwarding",
          Set.of(
              "state",
              "due_at",
              "retry",
              "claims",
              "attempts",
              "unanswered",
              "looked_up",
              "possible_duplicate",
              "expires_at",
              "oplead_id",
              "last_error",
              "forwarded_at",
              "held_at"),
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
              "last_callback",
              "first_feedback_at"));

  private ProgressColumnOwners() {}

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
