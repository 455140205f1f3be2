package io.leadloop.kafka.check;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** What came of a check of a provider's account, in the order in which it was tried. */
public record AccountReport(List<AccountStep> steps) {
  public AccountReport {
    steps = List.copyOf(steps);
  }

  /** Whether the account may do what it should, and nothing that it should not. */
  @JsonProperty
  public boolean ok() {
    return steps.stream().allMatch(AccountStep::ok);
  }
}
