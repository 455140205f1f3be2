package io.leadloop.subscription;

import io.leadloop.oplead.SubscriptionKind;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What came of a look at a customer's subscriptions, until it was complete or something went wrong.
 *
 * @param done the kinds that are as they should be, with Oplead's ids of them
 * @param error what went wrong; empty when nothing did
 */
record CheckResult(Map<SubscriptionKind, Optional<String>> done, Optional<String> error) {
  static final CheckResult NOTHING_YET = new CheckResult(Map.of(), Optional.empty());

  boolean isComplete() {
    return error.isEmpty();
  }

  CheckResult with(SubscriptionKind kind, Optional<String> id) {
    Map<SubscriptionKind, Optional<String>> more = new EnumMap<>(SubscriptionKind.class);
    more.putAll(done);
    more.put(kind, id);
    return new CheckResult(more, error);
  }

  CheckResult failed(String why) {
    return new CheckResult(done, Optional.of(why));
  }
}
