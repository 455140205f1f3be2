package io.leadloop.subscription;

import io.leadloop.oplead.SubscriptionKind;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The result of checking a customer's subscriptions, complete or up to the first failure.
 *
 * @param done the kinds that are as desired, with Oplead's ids
 * @param error the failure, if any
 */
record CheckResult(Map<SubscriptionKind, Optional<String>> done, Optional<String> error) {
  static final CheckResult EMPTY = new CheckResult(Map.of(), Optional.empty());

  boolean isComplete() {
    return error.isEmpty();
  }

  CheckResult with(SubscriptionKind kind, Optional<String> id) {
    Map<SubscriptionKind, Optional<String>> more = new EnumMap<>(SubscriptionKind.class);
    more.putAll(done);
    more.put(kind, id);
    return new CheckResult(more, error);
  }

  CheckResult failed(String error) {
    return new CheckResult(done, Optional.of(error));
  }
}
