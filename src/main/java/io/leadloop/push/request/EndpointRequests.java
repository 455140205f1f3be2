package io.leadloop.push.request;

import io.leadloop.access.Caller;
import io.leadloop.access.audit.AddressMask;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import io.leadloop.http.Page;
import io.leadloop.http.PageLimit;
import io.leadloop.provider.Provider;
import io.leadloop.push.DeliveryState;
import io.leadloop.push.EndpointId;
import io.leadloop.push.endpoint.Deliveries;
import io.leadloop.push.endpoint.EndpointControl;
import io.leadloop.push.endpoint.EndpointProgress;
import io.leadloop.push.endpoint.EndpointSecrets;
import io.leadloop.push.endpoint.EndpointStatus;
import io.leadloop.push.endpoint.Endpoints;
import io.leadloop.push.endpoint.PushEndpoint;
import io.leadloop.push.endpoint.Resends;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Serves the calls about endpoints, of a provider itself and of administrators. Everything here
 * fails with {@code not-found} for an endpoint that the provider does not have; an unparsable id is
 * treated as not found.
 */
@Singleton
public class EndpointRequests {
  private final EndpointBodies bodies;
  private final AuditedEndpoints audited;
  private final Endpoints endpoints;
  private final EndpointControl control;
  private final EndpointSecrets secrets;
  private final Resends resends;
  private final Deliveries deliveries;
  private final Caller caller;
  private final Clock clock;

  EndpointRequests(
      EndpointBodies bodies,
      AuditedEndpoints audited,
      Endpoints endpoints,
      EndpointControl control,
      EndpointSecrets secrets,
      Resends resends,
      Deliveries deliveries,
      Caller caller,
      Clock clock) {
    this.bodies = bodies;
    this.audited = audited;
    this.endpoints = endpoints;
    this.control = control;
    this.secrets = secrets;
    this.resends = resends;
    this.deliveries = deliveries;
    this.caller = caller;
    this.clock = clock;
  }

  public Uni<EndpointView> register(Provider provider, byte[] body) {
    return bodies
        .registration(provider, body)
        .chain(wanted -> audited.register(provider, wanted))
        .map(added -> view(added.status()).showing(added.secret().secret().orElse(null)));
  }

  /** Oldest first. */
  public Uni<Page<EndpointView>> list(Provider provider) {
    return endpoints
        .list(provider)
        .map(found -> new Page<>(found.stream().map(this::view).toList(), null));
  }

  public Uni<EndpointView> show(Provider provider, String id) {
    return endpoints.find(provider, id(id)).map(this::view);
  }

  public Uni<EndpointView> change(Provider provider, String id, byte[] body) {
    return bodies
        .change(provider, body)
        .chain(change -> changed(provider, id(id), one -> audited.change(provider, one, change)));
  }

  public Uni<Void> remove(Provider provider, String id) {
    return audited.remove(provider, id(id));
  }

  public Uni<VerificationView> verify(Provider provider, String id) {
    return control.check(provider, id(id)).chain(checked -> audited.record(provider, checked));
  }

  public Uni<EndpointView> pause(Provider provider, String id) {
    return changed(provider, id(id), one -> audited.pause(provider, one));
  }

  /**
   * @param body null or empty for the default
   */
  public Uni<EndpointView> resume(Provider provider, String id, byte[] body) {
    Resumption wanted = bodies.resumption(body);
    return endpoints
        .find(provider, id(id))
        .chain(
            before ->
                audited
                    .resume(provider, id(id), wanted)
                    .map(resumed -> view(resumed.status(before.progress()))));
  }

  /**
   * @param body null or empty for the default
   */
  public Uni<EndpointView> rotate(Provider provider, String id, byte[] body) {
    Rotation wanted = bodies.rotation(body);
    return endpoints
        .find(provider, id(id))
        .chain(
            before ->
                audited
                    .rotate(provider, id(id), wanted)
                    .map(rotated -> view(rotated, before.progress())));
  }

  public Uni<ResendView> resend(Provider provider, String id, byte[] body) {
    EndpointId endpoint = id(id);
    ResendOrder wanted = bodies.resend(body);
    return switch (wanted.kind()) {
      case SINCE -> resend(provider, endpoint, (ResendOrder.Since) wanted);
      case OF_LEAD -> resend(provider, endpoint, (ResendOrder.OfLead) wanted);
      case OF_EVENT -> resend(provider, endpoint, (ResendOrder.OfEvent) wanted);
    };
  }

  private Uni<ResendView> resend(Provider provider, EndpointId endpoint, ResendOrder.Since since) {
    return resends
        .plan(provider, endpoint, since.start())
        .call(
            () ->
                since.dryRun()
                    ? Uni.createFrom().voidItem()
                    : audited.resend(provider, endpoint, since))
        .map(ResendView::of);
  }

  private Uni<ResendView> resend(Provider provider, EndpointId endpoint, ResendOrder.OfLead lead) {
    return audited
        .resend(provider, endpoint, lead)
        .replaceWith(() -> ResendView.ofLead(lead.leadId()));
  }

  private Uni<ResendView> resend(
      Provider provider, EndpointId endpoint, ResendOrder.OfEvent event) {
    return audited
        .resend(provider, endpoint, event)
        .map(reply -> ResendView.ofEvent(event.eventId(), reply));
  }

  /**
   * Sends all events of a lead again, to each endpoint that takes events now; returns these. Fails
   * with {@code nothing-to-resend} where none does.
   */
  public Uni<List<EndpointId>> resendLead(Provider provider, UUID lead) {
    return endpoints
        .list(provider)
        .map(
            found ->
                found.stream()
                    .map(EndpointStatus::endpoint)
                    .filter(endpoint -> endpoint.state().isDelivering())
                    .map(PushEndpoint::id)
                    .toList())
        .invoke(EndpointRequests::requireSome)
        .call(ids -> audited.resend(provider, ids, new ResendOrder.OfLead(lead)));
  }

  private static void requireSome(List<EndpointId> delivering) {
    if (delivering.isEmpty()) {
      throw new ProblemException(
          ErrorCode.NOTHING_TO_RESEND, "The provider has no endpoint that takes events now.");
    }
  }

  /** Newest first. */
  public Uni<Page<DeliveryView>> deliveries(
      Provider provider, String id, DeliveryParameters wanted) {
    int size = PageLimit.of(wanted.limit);
    Optional<DeliveryState> state = Optional.ofNullable(wanted.state).map(EndpointRequests::state);
    Optional<UUID> lead =
        Optional.ofNullable(wanted.leadId).map(text -> uuid("/lead_id", text, "is not a valid id"));
    Optional<UUID> after =
        Optional.ofNullable(wanted.after)
            .map(text -> uuid("/after", text, "is not a valid cursor"));
    return endpoints
        .one(provider, id(id))
        .chain(endpoint -> deliveries.of(endpoint.id(), state, lead, after, size + 1))
        .map(found -> found.stream().map(DeliveryView::of).toList())
        .map(found -> Page.of(found, size, delivery -> delivery.id().toString()));
  }

  /**
   * The answer has the progress from before the change, which a delivery may have moved since: if
   * it were read afterwards and that failed, a change that was made would be answered with an
   * error.
   */
  private Uni<EndpointView> changed(
      Provider provider, EndpointId id, Function<EndpointId, Uni<PushEndpoint>> change) {
    return endpoints
        .find(provider, id)
        .chain(
            before ->
                change.apply(id).map(after -> view(new EndpointStatus(after, before.progress()))));
  }

  /** Nothing is read once there is a new secret: if that failed, the secret would be lost. */
  private EndpointView view(EndpointControl.Rotated rotated, EndpointProgress progress) {
    return view(new EndpointStatus(rotated.endpoint(), progress))
        .showing(rotated.secret().secret().orElse(null));
  }

  private EndpointView view(EndpointStatus status) {
    PushEndpoint endpoint = status.endpoint();
    return EndpointView.of(
        status,
        caller.mayChange() ? endpoint.url() : AddressMask.in(endpoint.url()),
        secrets.publicKeyOf(endpoint).orElse(null),
        clock.instant());
  }

  private static EndpointId id(String text) {
    return EndpointId.parse(text)
        .orElseThrow(
            () -> new ProblemException(ErrorCode.NOT_FOUND, "The provider has no such endpoint."));
  }

  private static DeliveryState state(String name) {
    return DeliveryState.ofWireName(name)
        .orElseThrow(() -> invalid("/state", "must be delivered, failed or given_up"));
  }

  private static UUID uuid(String pointer, String text, String problem) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw invalid(pointer, problem);
    }
  }

  private static ProblemException invalid(String pointer, String detail) {
    return ProblemException.rejected(
        ErrorCode.INVALID_REQUEST, List.of(new FieldError(pointer, detail)));
  }
}
