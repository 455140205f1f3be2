package io.leadloop.push.request;

import io.leadloop.access.audit.Audit;
import io.leadloop.provider.Provider;
import io.leadloop.push.EndpointId;
import io.leadloop.push.endpoint.EndpointChange;
import io.leadloop.push.endpoint.EndpointControl;
import io.leadloop.push.endpoint.Endpoints;
import io.leadloop.push.endpoint.NewEndpoint;
import io.leadloop.push.endpoint.PushEndpoint;
import io.leadloop.push.endpoint.Resends;
import io.leadloop.push.wire.PushReply;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Supplier;

/**
 * Changes the endpoints of providers; each change and its audit entry, which has no secret, are one
 * transaction. Everything here fails with {@code not-found} for an endpoint that the provider does
 * not have.
 */
@ApplicationScoped
class AuditedEndpoints {
  private final Endpoints endpoints;
  private final EndpointControl control;
  private final Resends resends;
  private final Audit audit;

  AuditedEndpoints(Endpoints endpoints, EndpointControl control, Resends resends, Audit audit) {
    this.endpoints = endpoints;
    this.control = control;
    this.resends = resends;
    this.audit = audit;
  }

  /** Fails as {@link Endpoints#register}. */
  @WithTransaction
  Uni<Endpoints.Registered> register(Provider provider, NewEndpoint wanted) {
    return endpoints
        .register(provider, wanted)
        .call(
            registered -> {
              PushEndpoint endpoint = registered.status().endpoint();
              return audit.record(
                  "endpoint.create",
                  subject(provider, endpoint.id()),
                  null,
                  EndpointSettings.of(endpoint));
            });
  }

  @WithTransaction
  Uni<PushEndpoint> change(Provider provider, EndpointId id, EndpointChange change) {
    return change("endpoint.change", provider, id, () -> endpoints.change(provider, id, change));
  }

  @WithTransaction
  Uni<Void> remove(Provider provider, EndpointId id) {
    return endpoints
        .lock(provider, id)
        .map(EndpointSettings::of)
        .call(() -> endpoints.remove(provider, id))
        .chain(before -> audit.record("endpoint.remove", subject(provider, id), before, null));
  }

  /** Keeps the result of a handshake. */
  @WithTransaction
  Uni<VerificationView> record(Provider provider, EndpointControl.Checked checked) {
    return control
        .record(provider, checked)
        .map(endpoint -> VerificationView.of(checked.result(), endpoint.state()))
        .call(
            result ->
                audit.record("endpoint.verify", subject(provider, checked.id()), null, result));
  }

  /** Fails with {@code endpoint-state} unless it is delivered to. */
  @WithTransaction
  Uni<PushEndpoint> pause(Provider provider, EndpointId id) {
    return change("endpoint.pause", provider, id, () -> control.pause(provider, id));
  }

  /** Fails with {@code endpoint-state} unless it has passed the handshake. */
  @WithTransaction
  Uni<EndpointControl.Resumed> resume(Provider provider, EndpointId id, Resumption wanted) {
    return control
        .resume(provider, id, wanted.isFromNow())
        .call(() -> audit.record("endpoint.resume", subject(provider, id), null, wanted));
  }

  @WithTransaction
  Uni<EndpointControl.Rotated> rotate(Provider provider, EndpointId id, Rotation wanted) {
    return control
        .rotate(provider, id, wanted.overlapOrDefault())
        .call(() -> audit.record("endpoint.rotate", subject(provider, id), null, wanted));
  }

  @WithTransaction
  Uni<Void> resend(Provider provider, EndpointId id, ResendOrder.Since wanted) {
    return resends
        .since(provider, id, wanted.start())
        .chain(() -> recordResend(provider, id, wanted));
  }

  /** Fails with {@code not-found} for another provider's lead as well. */
  @WithTransaction
  Uni<Void> resend(Provider provider, EndpointId id, ResendOrder.OfLead wanted) {
    return resends
        .lead(provider, id, wanted.leadId())
        .chain(() -> recordResend(provider, id, wanted));
  }

  /** The same to several endpoints, in this order: to all of them or to none. */
  @WithTransaction
  Uni<Void> resend(Provider provider, List<EndpointId> ids, ResendOrder.OfLead wanted) {
    Uni<Void> done = Uni.createFrom().voidItem();
    for (EndpointId id : ids) {
      done = done.chain(() -> resend(provider, id, wanted));
    }
    return done;
  }

  /** Audits before it sends, since what was sent cannot be taken back. */
  Uni<PushReply> resend(Provider provider, EndpointId id, ResendOrder.OfEvent wanted) {
    return resends.event(provider, id, wanted.eventId(), () -> recordResend(provider, id, wanted));
  }

  private Uni<Void> recordResend(Provider provider, EndpointId id, ResendOrder wanted) {
    return audit.record("endpoint.resend", subject(provider, id), null, wanted);
  }

  private Uni<PushEndpoint> change(
      String action, Provider provider, EndpointId id, Supplier<Uni<PushEndpoint>> change) {
    return endpoints
        .lock(provider, id)
        .map(EndpointSettings::of)
        .chain(
            before ->
                change
                    .get()
                    .call(
                        after ->
                            audit.record(
                                action,
                                subject(provider, id),
                                before,
                                EndpointSettings.of(after))));
  }

  private static String subject(Provider provider, EndpointId id) {
    return "providers/" + provider.slug() + "/endpoints/" + id;
  }
}
