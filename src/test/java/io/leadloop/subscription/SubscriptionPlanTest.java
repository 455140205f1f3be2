package io.leadloop.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.oplead.OpleadSubscription;
import io.leadloop.subscription.SubscriptionPlan.DesiredSubscription;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is to be done at Oplead for what is wanted and what is there. */
class SubscriptionPlanTest {
  private static final URI TODAY = URI.create("https://gw.example/callbacks/subscriptions/new");
  private static final OpleadSubscription CURRENT = at("1", TODAY.toString());
  private static final OpleadSubscription TWICE = at("2", TODAY.toString());
  private static final OpleadSubscription OLD =
      at("3", "https://gw.example/callbacks/subscriptions/old");

  @Test
  void whatIsThereStaysAndNothingIsDone() {
    SubscriptionPlan plan = SubscriptionPlan.of(DesiredSubscription.HAVE, TODAY, List.of(CURRENT));
    assertThat(plan.make()).isFalse();
    assertThat(plan.stays()).contains("1");
    assertThat(plan.end()).isEmpty();
  }

  @Test
  void whatIsMissingIsMadeBeforeAnOlderOneEnds() {
    SubscriptionPlan plan = SubscriptionPlan.of(DesiredSubscription.HAVE, TODAY, List.of(OLD));
    assertThat(plan.make()).isTrue();
    SubscriptionPlan made = plan.made(Optional.of("9"));
    assertThat(made.make()).isFalse();
    assertThat(made.stays()).contains("9");
    assertThat(made.end()).containsExactly(OLD);
    assertThat(made.ended().end()).isEmpty();
  }

  @Test
  void oneThatIsThereTwiceEndsOnce() {
    SubscriptionPlan plan =
        SubscriptionPlan.of(DesiredSubscription.HAVE, TODAY, List.of(OLD, CURRENT, TWICE));
    assertThat(plan.stays()).contains("1");
    assertThat(plan.end()).containsExactly(OLD, TWICE);
  }

  @Test
  void whatIsNotWantedEndsWhereverItIs() {
    SubscriptionPlan plan =
        SubscriptionPlan.of(DesiredSubscription.NONE, TODAY, List.of(OLD, CURRENT));
    assertThat(plan.make()).isFalse();
    assertThat(plan.stays()).isEmpty();
    assertThat(plan.end()).containsExactly(OLD, CURRENT);
  }

  @Test
  void oneThatIsRenewedReplacesTheOneThatIsThere() {
    SubscriptionPlan plan = SubscriptionPlan.of(DesiredSubscription.RENEW, TODAY, List.of(CURRENT));
    assertThat(plan.make()).isTrue();
    assertThat(plan.made(Optional.of("9")).end()).containsExactly(CURRENT);
  }

  @Test
  void anOpleadThatAnswersWithTheOneThatIsThereKeepsIt() {
    SubscriptionPlan plan =
        SubscriptionPlan.of(DesiredSubscription.RENEW, TODAY, List.of(CURRENT, OLD));
    assertThat(plan.made(Optional.of("1")).end()).containsExactly(OLD);
  }

  @Test
  void anOpleadThatTellsNoIdLosesNothingAtTodaysAddress() {
    SubscriptionPlan plan =
        SubscriptionPlan.of(DesiredSubscription.RENEW, TODAY, List.of(CURRENT, OLD));
    assertThat(plan.made(Optional.empty()).end()).containsExactly(OLD);
  }

  private static OpleadSubscription at(String id, String url) {
    return new OpleadSubscription(id, url);
  }
}
