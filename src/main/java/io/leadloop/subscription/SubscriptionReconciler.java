package io.leadloop.subscription;

import io.leadloop.feedback.callback.SubscriptionToken;
import io.leadloop.feedback.callback.SubscriptionTokens;
import io.leadloop.forwarding.LaneCalls;
import io.leadloop.oplead.OpleadReply;
import io.leadloop.oplead.OpleadSubscription;
import io.leadloop.oplead.SubscriptionClient;
import io.leadloop.oplead.SubscriptionKind;
import io.leadloop.oplead.SubscriptionReader;
import io.leadloop.oplead.answer.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Makes what one customer's Oplead has of subscriptions the same as what is wanted of it: asks what
 * is there, and then makes and ends what the {@link SubscriptionPlan} says, each with a slot of the
 * lane. It may break off anywhere and begin again; a rotated keyset, or another public URL, needs
 * no more than that.
 */
@ApplicationScoped
class SubscriptionReconciler {
  private static final Logger LOG = Logger.getLogger(SubscriptionReconciler.class);
  private static final double WHOLE_QUOTA = 1;

  private final SubscriptionClient oplead;
  private final SubscriptionReader reader;
  private final SubscriptionTokens tokens;
  private final LaneCalls lane;

  SubscriptionReconciler(
      SubscriptionClient oplead,
      SubscriptionReader reader,
      SubscriptionTokens tokens,
      LaneCalls lane) {
    this.oplead = oplead;
    this.reader = reader;
    this.tokens = tokens;
    this.lane = lane;
  }

  /** Ends where something goes wrong; never fails for anything that Oplead does. */
  Uni<CheckResult> keep(ClaimedCheck check) {
    return ask(
        check,
        "listing",
        oplead.list(check.account().get()),
        CheckResult.NOTHING_YET,
        outcome ->
            outcome instanceof Outcome.Read answer
                ? Optional.of(
                    reader
                        .read(answer)
                        .map(listed -> keep(check, listed))
                        .orElseGet(() -> failed("listing: the answer holds no list")))
                : Optional.empty());
  }

  private static Uni<CheckResult> failed(String why) {
    return Uni.createFrom().item(CheckResult.NOTHING_YET.failed(why));
  }

  private Uni<CheckResult> keep(ClaimedCheck check, List<OpleadSubscription> listed) {
    Uni<CheckResult> result = Uni.createFrom().item(CheckResult.NOTHING_YET);
    for (SubscriptionKind kind : SubscriptionKind.values()) {
      result =
          result.chain(
              before ->
                  before.isComplete()
                      ? follow(check, kind, plan(check, kind, listed), before)
                      : Uni.createFrom().item(before));
    }
    return result;
  }

  private SubscriptionPlan plan(
      ClaimedCheck check, SubscriptionKind kind, List<OpleadSubscription> listed) {
    SubscriptionToken owner = new SubscriptionToken(check.customer(), kind);
    List<OpleadSubscription> ours =
        listed.stream()
            .filter(s -> tokens.ownerOf(s.url()).filter(owner::equals).isPresent())
            .toList();
    URI address = tokens.addressFor(check.customer(), kind);
    return SubscriptionPlan.of(check.wishes().get(kind), address, ours);
  }

  /** One step after the other, and what ends only after the one that stays is there. */
  private Uni<CheckResult> follow(
      ClaimedCheck check, SubscriptionKind kind, SubscriptionPlan plan, CheckResult before) {
    if (plan.make()) {
      return ask(
          check,
          "subscribing",
          oplead.subscribe(check.account().get(), kind, plan.address()),
          before,
          outcome ->
              outcome instanceof Outcome.Accepted made
                  ? Optional.of(went("made", check, kind, plan.made(made.opleadId()), before))
                  : Optional.empty());
    } else if (!plan.end().isEmpty()) {
      return ask(
          check,
          "ending",
          oplead.unsubscribe(check.account().get(), plan.end().get(0).id()),
          before,
          outcome ->
              outcome instanceof Outcome.Accepted || outcome instanceof Outcome.Absent
                  ? Optional.of(went("ended", check, kind, plan.ended(), before))
                  : Optional.empty());
    }
    return Uni.createFrom().item(before.with(kind, plan.stays()));
  }

  private Uni<CheckResult> went(
      String what,
      ClaimedCheck check,
      SubscriptionKind kind,
      SubscriptionPlan left,
      CheckResult before) {
    LOG.infof("subscription %s customer=%s kind=%s", what, check.slug(), kind.wireName());
    return follow(check, kind, left, before);
  }

  /**
   * @param next what follows from an outcome; empty where it is not what was hoped for
   */
  private Uni<CheckResult> ask(
      ClaimedCheck check,
      String doing,
      Uni<OpleadReply> call,
      CheckResult before,
      Function<Outcome, Optional<Uni<CheckResult>>> next) {
    return lane.makeIfOpen(check.customer(), WHOLE_QUOTA, call)
        .chain(
            reply ->
                reply.isEmpty()
                    ? Uni.createFrom()
                        .item(before.failed("the lane is stopped, or its quota used up"))
                    : next.apply(reply.get().outcome())
                        .orElseGet(
                            () ->
                                Uni.createFrom()
                                    .item(
                                        before.failed(
                                            doing + ": " + reply.get().outcome().inWords()))));
  }
}
