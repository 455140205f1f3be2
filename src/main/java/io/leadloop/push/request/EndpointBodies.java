package io.leadloop.push.request;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import io.leadloop.http.json.JsonBodies;
import io.leadloop.provider.Provider;
import io.leadloop.provider.Providers;
import io.leadloop.push.endpoint.EndpointChange;
import io.leadloop.push.endpoint.NewEndpoint;
import io.leadloop.push.endpoint.StartPoint;
import io.leadloop.push.wire.EndpointUrl;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Reads the bodies of calls; each fails with {@code malformed-body} or {@code invalid-body}. */
@Singleton
class EndpointBodies {
  private final JsonBodies bodies;
  private final Providers providers;
  private final EndpointUrl urls;

  EndpointBodies(JsonBodies bodies, Providers providers, EndpointUrl urls) {
    this.bodies = bodies;
    this.providers = providers;
    this.urls = urls;
  }

  Uni<NewEndpoint> registration(Provider provider, byte[] body) {
    EndpointRegistration wanted = bodies.read(body, EndpointRegistration.class);
    return providers.customers(provider.id()).map(granted -> newEndpoint(wanted, granted));
  }

  private NewEndpoint newEndpoint(EndpointRegistration wanted, List<String> granted) {
    MemberChecks checks = new MemberChecks(urls);
    NewEndpoint endpoint =
        new NewEndpoint(
            checks.url(wanted.url()),
            checks.description(wanted.description()),
            checks.types(wanted.types()),
            checks.customers(wanted.customers(), granted),
            checks.scheme(wanted.scheme()),
            checks.start(wanted.start()),
            checks.maxInFlightOrDefault(wanted.maxInFlight()));
    checks.requireNoError();
    return endpoint;
  }

  Uni<EndpointChange> change(Provider provider, byte[] body) {
    EndpointPatch wanted = bodies.read(body, EndpointPatch.class);
    return providers.customers(provider.id()).map(granted -> change(wanted, granted));
  }

  private EndpointChange change(EndpointPatch wanted, List<String> granted) {
    MemberChecks checks = new MemberChecks(urls);
    EndpointChange change =
        new EndpointChange(
            wanted.url().map(checks::url),
            wanted.description().map(text -> text.map(checks::description)),
            wanted.types().map(types -> types.map(checks::types)),
            wanted.customers().map(slugs -> slugs.map(some -> checks.customers(some, granted))),
            wanted.maxInFlight().map(checks::maxInFlight));
    checks.requireNoError();
    return change;
  }

  Resumption resumption(byte[] body) {
    return isEmpty(body) ? Resumption.DEFAULT : bodies.read(body, Resumption.class);
  }

  Rotation rotation(byte[] body) {
    return isEmpty(body) ? Rotation.DEFAULT : bodies.read(body, Rotation.class);
  }

  private static boolean isEmpty(byte[] body) {
    return body == null || body.length == 0;
  }

  ResendOrder resend(byte[] body) {
    ResendRequest wanted = bodies.read(body, ResendRequest.class);
    long scopes =
        Stream.of(wanted.since(), wanted.leadId(), wanted.eventId())
            .filter(Objects::nonNull)
            .count();
    if (scopes != 1) {
      throw invalid("/since", "give exactly one of since, lead_id and event_id");
    } else if (wanted.isDryRun() && wanted.since() == null) {
      throw invalid("/dry_run", "is only for since");
    } else if (wanted.leadId() != null) {
      return new ResendOrder.OfLead(id("/lead_id", wanted.leadId()));
    } else if (wanted.eventId() != null) {
      return new ResendOrder.OfEvent(id("/event_id", wanted.eventId()));
    }
    return new ResendOrder.Since(wanted.since(), past(wanted.since()), wanted.isDryRun());
  }

  private static StartPoint past(String text) {
    Optional<StartPoint> start =
        StartPoint.parse(text).filter(point -> point.kind() != StartPoint.Kind.NOW);
    return start.orElseThrow(
        () ->
            invalid(
                "/since",
                "must be beginning, a cursor of GET /v1/events or a time (2026-11-24T09:30:00Z)"));
  }

  private static UUID id(String pointer, String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw invalid(pointer, "is not a valid id");
    }
  }

  private static ProblemException invalid(String pointer, String detail) {
    return ProblemException.rejected(
        ErrorCode.INVALID_BODY, List.of(new FieldError(pointer, detail)));
  }
}
