package io.leadloop.oplead;

import io.leadloop.oplead.answer.IdPlaces;
import io.leadloop.oplead.answer.Outcome;
import io.leadloop.oplead.answer.OutcomeClassifier;
import io.leadloop.oplead.answer.ReadClassifier;
import io.leadloop.oplead.answer.RefusalFinder;
import io.leadloop.oplead.answer.RemovalClassifier;
import io.leadloop.oplead.profile.OpleadConfig;
import io.leadloop.oplead.profile.OpleadProfile;
import io.leadloop.oplead.profile.WireProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;

/**
 * Calls the customers' Oplead about subscriptions. A call never fails: every result is an {@link
 * Outcome}.
 */
@ApplicationScoped
public class SubscriptionClient {
  private final OpleadCalls calls;
  private final OpleadConfig config;
  private final OpleadProfile profile;
  private final AccountRequests requests;
  private final OutcomeClassifier classifier;
  private final OutcomeClassifier reads;

  SubscriptionClient(OpleadCalls calls, OpleadConfig config, OpleadProfile profile, Clock clock) {
    this.calls = calls;
    this.config = config;
    this.profile = profile;
    this.requests = new AccountRequests(profile.wire(), config.connectTimeout());
    this.classifier = classifier(RefusalFinder.ofChanges(profile.answers().refusals()), clock);
    this.reads = classifier(RefusalFinder.ofReads(profile.answers().refusals()), clock);
  }

  private OutcomeClassifier classifier(RefusalFinder refusals, Clock clock) {
    return new OutcomeClassifier(
        profile.answers(),
        IdPlaces.ofSubscriptions(profile.wire(), profile.answers()),
        refusals,
        clock);
  }

  /**
   * Lists all subscriptions of the account once, on subscription: {@link Outcome.Read}, for {@link
   * SubscriptionReader}.
   */
  public Uni<OpleadReply> list(OpleadAccount account) {
    URI target = URI.create(wire().path());
    return calls.make(
        account,
        address -> requests.look(account, address, target),
        RequestContent.NONE,
        config.readTimeout(),
        new ReadClassifier(reads));
  }

  /**
   * Creates a subscription: {@link Outcome.Accepted}, possibly with Oplead's id.
   *
   * @param url the callback address
   */
  public Uni<OpleadReply> subscribe(OpleadAccount account, SubscriptionKind kind, URI url) {
    JsonObject body =
        new JsonObject()
            .put(wire().eventMember(), event(kind))
            .put(wire().urlMember(), url.toString());
    return calls.make(
        account,
        address -> requests.subscribe(account, address),
        RequestContent.of(body.toBuffer()),
        config.readTimeout(),
        classifier);
  }

  /**
   * Ends a subscription: {@link Outcome.Accepted}, or {@link Outcome.Absent} if it does not exist.
   *
   * @param id Oplead's id
   */
  public Uni<OpleadReply> unsubscribe(OpleadAccount account, String id) {
    return calls.make(
        account,
        address -> requests.unsubscribe(account, address, id),
        RequestContent.NONE,
        config.readTimeout(),
        new RemovalClassifier(classifier));
  }

  private WireProfile.Subscriptions wire() {
    return profile.wire().subscriptions();
  }

  private String event(SubscriptionKind kind) {
    WireProfile.Events events = wire().events();
    return switch (kind) {
      case ASSIGNED -> events.assigned();
      case STATUS -> events.status();
      case APPOINTMENT -> events.appointment();
    };
  }
}
