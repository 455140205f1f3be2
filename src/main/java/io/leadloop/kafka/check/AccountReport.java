package io.leadloop.kafka.check;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** The steps of an account check, in order. */
public record AccountReport(List<AccountStep> steps) {
  public AccountReport {
    steps = List.copyOf(steps);
  }

  /** Whether the account has exactly the intended permissions. */
  @JsonProperty
  public boolean ok() {
    return steps.stream().allMatch(AccountStep::ok);
  }
}
