package io.leadloop.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.oplead.OpleadSubscription;
import io.leadloop.subscription.SubscriptionPlan.DesiredSubscription;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Plans for combinations of desired and existing subscriptions. */
class SubscriptionPlanTest {
  private static final URI CURRENT_ADDRESS =
      URI.create("https://gw.example/callbacks/subscriptions/new");
  private static final OpleadSubscription CURRENT = at("1", CURRENT_ADDRESS.toString());
  private static final OpleadSubscription DUPLICATE = at("2", CURRENT_ADDRESS.toString());
  private static final OpleadSubscription OLD =
      at("3", "https://gw.example/callbacks/subscriptions/old");

  @Test
  void existingSubscriptionIsKept() {
    SubscriptionPlan plan =
        SubscriptionPlan.of(DesiredSubscription.HAVE, CURRENT_ADDRESS, List.of(CURRENT));
    assertThat(plan.create()).isFalse();
    assertThat(plan.kept()).contains("1");
    assertThat(plan.cancel()).isEmpty();
  }

  @Test
  void missingSubscriptionIsCreatedBeforeAnOlderOneIsCancelled() {
    SubscriptionPlan plan =
        SubscriptionPlan.of(DesiredSubscription.HAVE, CURRENT_ADDRESS, List.of(OLD));
    assertThat(plan.create()).isTrue();
    SubscriptionPlan made = plan.made(Optional.of("9"));
    assertThat(made.create()).isFalse();
    assertThat(made.kept()).contains("9");
    assertThat(made.cancel()).containsExactly(OLD);
    assertThat(made.ended().cancel()).isEmpty();
  }

  @Test
  void duplicateIsCancelled() {
    SubscriptionPlan plan =
        SubscriptionPlan.of(
            DesiredSubscription.HAVE, CURRENT_ADDRESS, List.of(OLD, CURRENT, DUPLICATE));
    assertThat(plan.kept()).contains("1");
    assertThat(plan.cancel()).containsExactly(OLD, DUPLICATE);
  }

  @Test
  void unwantedSubscriptionsAreCancelled() {
    SubscriptionPlan plan =
        SubscriptionPlan.of(DesiredSubscription.NONE, CURRENT_ADDRESS, List.of(OLD, CURRENT));
    assertThat(plan.create()).isFalse();
    assertThat(plan.kept()).isEmpty();
    assertThat(plan.cancel()).containsExactly(OLD, CURRENT);
  }

  @Test
  void renewedSubscriptionReplacesTheExistingOne() {
    SubscriptionPlan plan =
        SubscriptionPlan.of(DesiredSubscription.RENEW, CURRENT_ADDRESS, List.of(CURRENT));
    assertThat(plan.create()).isTrue();
    assertThat(plan.made(Optional.of("9")).cancel()).containsExactly(CURRENT);
  }

  @Test
  void existingIdReturnedByOpleadIsKept() {
    SubscriptionPlan plan =
        SubscriptionPlan.of(DesiredSubscription.RENEW, CURRENT_ADDRESS, List.of(CURRENT, OLD));
    assertThat(plan.made(Optional.of("1")).cancel()).containsExactly(OLD);
  }

  @Test
  void missingIdKeepsTheCurrentAddress() {
    SubscriptionPlan plan =
        SubscriptionPlan.of(DesiredSubscription.RENEW, CURRENT_ADDRESS, List.of(CURRENT, OLD));
    assertThat(plan.made(Optional.empty()).cancel()).containsExactly(OLD);
  }

  private static OpleadSubscription at(String id, String url) {
    return new OpleadSubscription(id, url);
  }
}
