package io.leadloop.bulk;

import com.fasterxml.jackson.annotation.JsonValue;
import io.leadloop.lead.LeadState;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The change that an operation makes to each lead; the constant's name in lower case is its wire
 * name.
 */
public enum BulkAction {
  /**
   * Sends it again. Leads that come meanwhile go first, as before other retries, so that thousands
   * do not delay them.
   */
  RETRY(
      EnumSet.of(LeadState.REJECTED, LeadState.EXPIRED, LeadState.HELD, LeadState.UNCERTAIN), true),
  /** Sends held leads. */
  RELEASE(EnumSet.of(LeadState.HELD), false);

  private final Set<LeadState> states;
  private final boolean isRetry;

  BulkAction(Set<LeadState> states, boolean isRetry) {
    this.states = states;
    this.isRetry = isRetry;
  }

  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<BulkAction> ofWireName(String name) {
    return Arrays.stream(values()).filter(action -> action.wireName().equals(name)).findFirst();
  }

  /** The states from which it moves leads. */
  public Set<LeadState> states() {
    return states;
  }

  boolean isRetry() {
    return isRetry;
  }
}
