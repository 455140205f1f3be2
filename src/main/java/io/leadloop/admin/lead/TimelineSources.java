package io.leadloop.admin.lead;

import io.leadloop.access.audit.AuditEntries;
import io.leadloop.access.audit.AuditPosition;
import io.leadloop.access.audit.AuditQuery;
import io.leadloop.access.audit.AuditSearch;
import io.leadloop.admin.lead.TimelineMerge.Placed;
import io.leadloop.feedback.event.CallbackHistory;
import io.leadloop.feedback.event.LeadHistory;
import io.leadloop.forwarding.FailedAttempts;
import io.leadloop.lead.Lead;
import io.leadloop.push.EndpointId;
import io.leadloop.push.endpoint.Deliveries;
import io.leadloop.push.endpoint.Delivery;
import io.leadloop.push.endpoint.Endpoints;
import io.leadloop.update.request.UpdateHistory;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Reads each source of a lead's timeline by its own index, from a cursor on. */
@Singleton
class TimelineSources {
  private final LeadHistory events;
  private final FailedAttempts attempts;
  private final CallbackHistory callbacks;
  private final Deliveries deliveries;
  private final Endpoints endpoints;
  private final UpdateHistory updates;
  private final AuditSearch audit;

  TimelineSources(
      LeadHistory events,
      FailedAttempts attempts,
      CallbackHistory callbacks,
      Deliveries deliveries,
      Endpoints endpoints,
      UpdateHistory updates,
      AuditSearch audit) {
    this.events = events;
    this.attempts = attempts;
    this.callbacks = callbacks;
    this.deliveries = deliveries;
    this.endpoints = endpoints;
    this.updates = updates;
    this.audit = audit;
  }

  /**
   * Each source with its newest entry first. Of entries at the same time, an effect is in an
   * earlier source than its cause.
   *
   * @param most entries of each
   * @param masking of file names
   */
  Uni<List<List<Placed>>> read(
      Lead lead, TimelineCursor from, int most, UnaryOperator<String> masking) {
    return Uni.join()
        .all(
            List.of(
                deliveries(lead, from, most),
                events(lead, from, most),
                attempts(lead, from, most),
                callbacks(lead, from, most),
                updates(lead, from, most, masking),
                changes(lead, from, most)))
        .usingConcurrencyOf(1)
        .andFailFast();
  }

  private Uni<List<Placed>> events(Lead lead, TimelineCursor from, int most) {
    return placed(
        events.before(lead, from.sequence(), most),
        event ->
            new Placed(
                TimelineEntry.of(event.time(), TimelineEvent.of(event)),
                cursor -> cursor.atEvent(event.sequence())));
  }

  private Uni<List<Placed>> attempts(Lead lead, TimelineCursor from, int most) {
    return placed(
        attempts.before(lead.id(), from.claim(), most),
        attempt ->
            new Placed(TimelineEntry.of(attempt), cursor -> cursor.atAttempt(attempt.claim())));
  }

  private Uni<List<Placed>> callbacks(Lead lead, TimelineCursor from, int most) {
    return placed(
        callbacks.before(lead, from.callback(), most),
        callback ->
            new Placed(TimelineEntry.of(callback), cursor -> cursor.atCallback(callback.id())));
  }

  private Uni<List<Placed>> updates(
      Lead lead, TimelineCursor from, int most, UnaryOperator<String> masking) {
    return placed(
        updates.before(lead.id(), from.update(), most),
        line ->
            new Placed(
                TimelineEntry.of(line.createdAt(), TimelineUpdate.of(line, masking)),
                cursor -> cursor.atUpdate(line.position())));
  }

  private Uni<List<Placed>> changes(Lead lead, TimelineCursor from, int most) {
    AuditQuery ofLead =
        new AuditQuery(
            Optional.empty(),
            Optional.empty(),
            Optional.of("leads/" + lead.id()),
            Optional.empty(),
            Optional.empty(),
            from.change());
    return placed(
        audit.find(ofLead, most).map(AuditEntries::items),
        entry ->
            new Placed(
                TimelineEntry.of(entry.time(), TimelineChange.of(entry)),
                cursor -> cursor.atChange(AuditPosition.of(entry))));
  }

  private Uni<List<Placed>> deliveries(Lead lead, TimelineCursor from, int most) {
    return deliveries
        .ofLead(lead.id().value(), from.delivery(), most)
        .chain(
            read ->
                read.isEmpty()
                    ? Uni.createFrom().item(List.of())
                    : hosts(lead).map(hosts -> placed(read, hosts)));
  }

  private static List<Placed> placed(List<Delivery> read, Map<EndpointId, String> hosts) {
    return read.stream()
        .map(
            delivery ->
                new Placed(
                    TimelineEntry.of(
                        delivery.at(),
                        TimelineDelivery.of(delivery, hosts.get(delivery.endpoint()))),
                    cursor -> cursor.atDelivery(delivery.id())))
        .toList();
  }

  /** Path and query of a URL may hold a password of the receiver's. */
  private Uni<Map<EndpointId, String>> hosts(Lead lead) {
    return endpoints
        .list(lead.provider())
        .map(
            found ->
                found.stream()
                    .map(status -> status.endpoint())
                    .collect(
                        Collectors.toMap(
                            endpoint -> endpoint.id(), endpoint -> endpoint.url().getHost())));
  }

  private static <T> Uni<List<Placed>> placed(Uni<List<T>> read, Function<T, Placed> placing) {
    return read.map(found -> found.stream().map(placing).toList());
  }
}
