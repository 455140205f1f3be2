package io.leadloop.feedback;

import io.leadloop.feedback.ProjectionStore.LogPosition;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.LeadState;
import io.leadloop.lead.LeadStatus;
import io.leadloop.oplead.CallbackReader;
import io.leadloop.oplead.OpleadStatus;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Turns a batch of logged feedback into stored events, in one transaction under the leads' locks,
 * and says which events are to be published. The same feedback at the same log position is a
 * re-run, whose offset was never committed: its stored events are published. At another position it
 * is a repeat, and nothing is.
 */
@ApplicationScoped
class Projection {
  private static final Logger LOG = Logger.getLogger(Projection.class);

  private final Pool pool;
  private final ProjectionStore store;
  private final Callbacks callbacks;
  private final CallbackReader reader;

  Projection(Pool pool, ProjectionStore store, Callbacks callbacks, CallbackReader reader) {
    this.pool = pool;
    this.store = store;
    this.callbacks = callbacks;
    this.reader = reader;
  }

  /**
   * @param batch in the order of the log
   * @return what is to be published, in sequence for each lead
   */
  Uni<List<NewEvent>> project(List<LoggedFeedback> batch) {
    return batch.isEmpty()
        ? Uni.createFrom().item(List.of())
        : pool.withTransaction(transaction -> project(transaction, batch));
  }

  private Uni<List<NewEvent>> project(SqlClient tx, List<LoggedFeedback> batch) {
    Set<LeadId> leadIds =
        batch.stream().map(b -> b.feedback().leadId()).collect(Collectors.toSet());
    Set<UUID> ids = batch.stream().map(b -> b.feedback().id()).collect(Collectors.toSet());
    return store
        .lockLeads(tx, leadIds)
        .chain(leads -> rememberLastCallbacks(tx, leads))
        .chain(leads -> store.known(tx, ids).map(known -> new Sorted(batch, known, leads)))
        .chain(sorted -> record(tx, sorted));
  }

  private Uni<Map<LeadId, LeadProjection>> rememberLastCallbacks(
      SqlClient tx, Map<LeadId, LeadProjection> leads) {
    return store
        .lastCallbacks(tx, leads.keySet())
        .invoke(
            bodies ->
                bodies.forEach((id, body) -> leads.get(id).lastCallback(callbacks.open(id, body))))
        .replaceWith(leads);
  }

  private Uni<List<NewEvent>> record(SqlClient tx, Sorted sorted) {
    List<NewEvent> events =
        sorted.fresh.stream()
            .flatMap(f -> apply(sorted.leads.get(f.feedback().leadId()), f.feedback()).stream())
            .toList();
    Uni<List<NewEvent>> fresh =
        sorted.fresh.isEmpty()
            ? Uni.createFrom().item(events)
            : store
                .recordFeedback(tx, sorted.fresh)
                .chain(() -> store.recordEvents(tx, events))
                .chain(() -> store.recordLeads(tx, sorted.leads.values()))
                .replaceWith(events);
    return sorted.reruns.isEmpty() ? fresh : rerun(tx, sorted.reruns, fresh);
  }

  /** A re-run comes before what is new, since the log was read on from there. */
  private Uni<List<NewEvent>> rerun(SqlClient tx, Set<UUID> reruns, Uni<List<NewEvent>> fresh) {
    return store
        .storedEvents(tx, reruns)
        .chain(
            stored ->
                fresh.map(
                    events -> {
                      List<NewEvent> all = new ArrayList<>(stored);
                      all.addAll(events);
                      return all;
                    }));
  }

  private List<NewEvent> apply(LeadProjection lead, Feedback feedback) {
    if (feedback instanceof Feedback.Forwarded forwarded) {
      return lead.forwarded(forwarded);
    } else if (feedback instanceof Feedback.Rejected rejected) {
      return lead.stopped(rejected, EventType.REJECTED, LeadState.REJECTED, rejected.reason());
    } else if (feedback instanceof Feedback.Held held) {
      return lead.stopped(held, EventType.HELD, LeadState.HELD, held.reason());
    } else if (feedback instanceof Feedback.Expired expired) {
      return lead.stopped(expired, EventType.EXPIRED, LeadState.EXPIRED, expired.reason());
    }
    Feedback.Callback callback = (Feedback.Callback) feedback;
    byte[] body = callbacks.open(callback.leadId(), callback.body());
    return lead.calledBack(callback, body, read(callback, body));
  }

  private LeadStatus read(Feedback.Callback callback, byte[] body) {
    OpleadStatus status = reader.read(callback.contentType(), body, callback.receivedAt());
    // As precise as it is kept, so that it reads the same when it is somebody's previous status.
    Instant at = status.at().truncatedTo(ChronoUnit.MICROS);
    return new LeadStatus(status.code().wireName(), status.label(), at);
  }

  /** A batch told apart: what is new, and what only has to be published again. */
  private static final class Sorted {
    private final List<LoggedFeedback> fresh = new ArrayList<>();
    private final Set<UUID> reruns = new HashSet<>();
    private final Map<LeadId, LeadProjection> leads;

    Sorted(
        List<LoggedFeedback> batch,
        Map<UUID, LogPosition> known,
        Map<LeadId, LeadProjection> leads) {
      this.leads = leads;
      Set<UUID> seen = new HashSet<>(known.keySet());
      for (LoggedFeedback logged : batch) {
        UUID id = logged.feedback().id();
        if (!leads.containsKey(logged.feedback().leadId())) {
          LOG.errorf("feedback of an unknown lead lead=%s", logged.feedback().leadId());
        } else if (seen.add(id)) {
          fresh.add(logged);
        } else if (known.containsKey(id) && known.get(id).isOf(logged)) {
          reruns.add(id);
        }
      }
    }
  }
}
