package io.leadloop.subscription;

import io.leadloop.feedback.callback.SubscriptionToken;
import io.leadloop.feedback.callback.SubscriptionTokens;
import io.leadloop.lane.call.LaneCalls;
import io.leadloop.oplead.OpleadReply;
import io.leadloop.oplead.OpleadSubscription;
import io.leadloop.oplead.SubscriptionClient;
import io.leadloop.oplead.SubscriptionKind;
import io.leadloop.oplead.SubscriptionReader;
import io.leadloop.oplead.answer.Outcome;
import io.leadloop.subscription.SubscriptionPlan.DesiredSubscription;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Reconciles one customer's subscriptions at Oplead with the desired ones: lists them, then creates
 * and cancels according to the {@link SubscriptionPlan}, each call with a slot of the lane. It can
 * stop anywhere and be repeated, which also handles a rotated keyset or a changed public URL.
 */
@ApplicationScoped
class SubscriptionReconciler {
  private static final Logger LOG = Logger.getLogger(SubscriptionReconciler.class);
  private static final double WHOLE_QUOTA = 1;
  private static final String NOT_ASKED = "the lane is stopped or sleeps, or its quota is used up";

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

  /** Stops at the first failure; Oplead's failures are results, not exceptions. */
  Uni<CheckResult> reconcile(ClaimedCheck check) {
    return check.account().get().wire().form().isPresent()
        ? Uni.createFrom().item(abandon(check))
        : list(check);
  }

  /** The form import has no subscriptions: those that were to be cancelled can no longer be. */
  private static CheckResult abandon(ClaimedCheck check) {
    CheckResult result = CheckResult.EMPTY;
    for (SubscriptionKind kind : SubscriptionKind.values()) {
      if (check.wishes().get(kind) != DesiredSubscription.NONE) {
        return result.failed("the form import has no subscriptions");
      }
      result = result.with(kind, Optional.empty());
    }
    return result;
  }

  private Uni<CheckResult> list(ClaimedCheck check) {
    return call(
        check,
        "listing",
        oplead.list(check.account().get()),
        CheckResult.EMPTY,
        outcome ->
            outcome instanceof Outcome.Read answer
                ? Optional.of(
                    reader
                        .read(answer)
                        .map(listed -> reconcile(check, listed))
                        .orElseGet(() -> failed("listing: the response is not a list")))
                : Optional.empty());
  }

  private static Uni<CheckResult> failed(String why) {
    return Uni.createFrom().item(CheckResult.EMPTY.failed(why));
  }

  private Uni<CheckResult> reconcile(ClaimedCheck check, List<OpleadSubscription> listed) {
    Uni<CheckResult> result = Uni.createFrom().item(CheckResult.EMPTY);
    for (SubscriptionKind kind : SubscriptionKind.values()) {
      result =
          result.chain(
              before ->
                  before.isComplete()
                      ? execute(check, kind, plan(check, kind, listed), before)
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

  /** Executes one step after the other, cancellations last. */
  private Uni<CheckResult> execute(
      ClaimedCheck check, SubscriptionKind kind, SubscriptionPlan plan, CheckResult before) {
    if (plan.create()) {
      return call(
          check,
          "subscribing",
          oplead.subscribe(check.account().get(), kind, plan.address()),
          before,
          outcome ->
              outcome instanceof Outcome.Accepted made
                  ? Optional.of(proceed("made", check, kind, plan.made(made.opleadId()), before))
                  : Optional.empty());
    } else if (!plan.cancel().isEmpty()) {
      return call(
          check,
          "ending",
          oplead.unsubscribe(check.account().get(), plan.cancel().get(0).id()),
          before,
          outcome ->
              outcome instanceof Outcome.Accepted || outcome instanceof Outcome.Absent
                  ? Optional.of(proceed("ended", check, kind, plan.ended(), before))
                  : Optional.empty());
    }
    return Uni.createFrom().item(before.with(kind, plan.kept()));
  }

  private Uni<CheckResult> proceed(
      String what,
      ClaimedCheck check,
      SubscriptionKind kind,
      SubscriptionPlan left,
      CheckResult before) {
    LOG.infof("subscription %s customer=%s kind=%s", what, check.slug(), kind.wireName());
    return execute(check, kind, left, before);
  }

  /**
   * @param next the next step; empty if the outcome is a failure
   */
  private Uni<CheckResult> call(
      ClaimedCheck check,
      String doing,
      Uni<OpleadReply> call,
      CheckResult before,
      Function<Outcome, Optional<Uni<CheckResult>>> next) {
    return lane.makeIfOpen(check.customer(), WHOLE_QUOTA, call)
        .chain(
            made ->
                made.reply()
                    .map(reply -> after(doing, reply.outcome(), before, next))
                    .orElseGet(() -> Uni.createFrom().item(before.failed(NOT_ASKED))));
  }

  private static Uni<CheckResult> after(
      String doing,
      Outcome outcome,
      CheckResult before,
      Function<Outcome, Optional<Uni<CheckResult>>> next) {
    return next.apply(outcome)
        .orElseGet(() -> Uni.createFrom().item(before.failed(doing + ": " + outcome.inWords())));
  }
}
