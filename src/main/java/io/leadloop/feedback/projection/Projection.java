package io.leadloop.feedback.projection;

import static java.util.stream.Collectors.toSet;

import io.leadloop.feedback.CallbackBodies;
import io.leadloop.feedback.DeadLetter;
import io.leadloop.feedback.Feedback;
import io.leadloop.feedback.LoggedFeedback;
import io.leadloop.feedback.Unread;
import io.leadloop.feedback.event.EventsStored;
import io.leadloop.feedback.projection.ContentReader.Content;
import io.leadloop.feedback.projection.LabelMappings.Mapped;
import io.leadloop.feedback.projection.ProjectionStore.LogPosition;
import io.leadloop.lead.LeadId;
import io.leadloop.store.StoreFailure;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Turns a batch of logged feedback into stored events, in one transaction under the leads' locks,
 * and returns the events to publish. The same feedback at the same log position is a re-run, whose
 * offset was never committed: its stored events are published. At another position it is a repeat,
 * and nothing is. Feedback that can never be applied is separated and delays nothing.
 */
@ApplicationScoped
public class Projection {
  private final Pool pool;
  private final ProjectionStore store;
  private final CallbackBodies bodies;
  private final ContentReader contents;
  private final LabelMappings mappings;
  private final StatusLabels labels;
  private final Event<EventsStored> announcements;

  Projection(
      Pool pool,
      ProjectionStore store,
      CallbackBodies bodies,
      ContentReader contents,
      LabelMappings mappings,
      StatusLabels labels,
      Event<EventsStored> announcements) {
    this.pool = pool;
    this.store = store;
    this.bodies = bodies;
    this.contents = contents;
    this.mappings = mappings;
    this.labels = labels;
    this.announcements = announcements;
  }

  /**
   * Projects the batch; fails only when the database is away.
   *
   * @param batch in the order of the log
   */
  public Uni<Projected> project(List<LoggedFeedback> batch) {
    if (batch.isEmpty()) {
      return Uni.createFrom().item(Projected.NOTHING);
    }
    return mappings
        .current()
        .chain(mapped -> pool.withTransaction(tx -> project(tx, batch, mapped)))
        .invoke(this::announce)
        .call(projected -> labels.note(projected.statuses()))
        .onFailure(e -> !StoreFailure.passes(e))
        .recoverWithUni(e -> projectInParts(batch, e));
  }

  private void announce(Projected projected) {
    if (!projected.events().isEmpty()) {
      announcements.fire(
          new EventsStored(projected.events().stream().map(NewEvent::providerId).collect(toSet())));
    }
  }

  /** Halves the batch until what cannot be applied is alone. */
  private Uni<Projected> projectInParts(List<LoggedFeedback> batch, Throwable e) {
    if (batch.size() == 1) {
      return Uni.createFrom().item(Projected.dead(DeadLetter.of(batch.get(0), reason(e))));
    }
    int half = batch.size() / 2;
    return project(batch.subList(0, half))
        .chain(first -> project(batch.subList(half, batch.size())).map(first::then));
  }

  /** The kind of the failure alone: its message may repeat what it failed for. */
  private static String reason(Throwable e) {
    String name = e.getClass().getSimpleName();
    return e instanceof PgException pg ? name + " " + pg.getSqlState() : name;
  }

  private Uni<Projected> project(SqlClient tx, List<LoggedFeedback> batch, Mapped mapped) {
    return read(tx, batch, mapped).chain(sorted -> record(tx, sorted));
  }

  /**
   * Asks all that there is to ask at once: the connection answers in this order, so locked first.
   */
  private Uni<Sorted> read(SqlClient tx, List<LoggedFeedback> batch, Mapped mapped) {
    return Uni.combine()
        .all()
        .unis(
            store.lockLeads(tx, leadIds(batch, Feedback.class)),
            store.known(tx, batch.stream().map(b -> b.feedback().id()).collect(toSet())))
        .with((leads, known) -> new Sorted(batch, known, leads))
        .call(sorted -> recallStatuses(tx, batch, sorted.leads))
        .call(sorted -> UnreadBodies.find(tx, rereads(sorted)).invoke(sorted.unread::putAll))
        .call(
            sorted ->
                contents
                    .read(tx, sorted.fresh, sorted.leads, sorted.unread, mapped)
                    .invoke(sorted.contents::putAll));
  }

  private static Set<UUID> rereads(Sorted sorted) {
    return sorted.fresh.stream()
        .map(LoggedFeedback::feedback)
        .filter(Feedback.Reread.class::isInstance)
        .map(feedback -> ((Feedback.Reread) feedback).of())
        .collect(toSet());
  }

  /** Of leads that several sources report: few, so that the others need not wait for it. */
  private Uni<Void> recallStatuses(
      SqlClient tx, List<LoggedFeedback> batch, Map<LeadId, LeadProjection> leads) {
    Set<LeadId> severalWays = otherwise(batch);
    severalWays.retainAll(leads.keySet());
    leads.values().stream()
        .filter(LeadProjection::hadOtherSources)
        .map(LeadProjection::leadId)
        .forEach(severalWays::add);
    return store
        .reportedStatuses(tx, severalWays)
        .invoke(all -> all.forEach((id, statuses) -> leads.get(id).reportedBefore(statuses)))
        .replaceWithVoid();
  }

  /** The leads that this batch reports from a source other than a callback. */
  private static Set<LeadId> otherwise(List<LoggedFeedback> batch) {
    Set<LeadId> leads = leadIds(batch, Feedback.Notified.class);
    leads.addAll(leadIds(batch, Feedback.Polled.class));
    return leads;
  }

  private static Set<LeadId> leadIds(List<LoggedFeedback> batch, Class<? extends Feedback> kind) {
    return batch.stream()
        .map(LoggedFeedback::feedback)
        .filter(kind::isInstance)
        .map(Feedback::leadId)
        .collect(toSet());
  }

  private Uni<Projected> record(SqlClient tx, Sorted sorted) {
    Reading reading = new Reading();
    List<NewEvent> events =
        sorted.fresh.stream()
            .flatMap(logged -> apply(logged.feedback(), sorted, reading).stream())
            .toList();
    Projected fresh = new Projected(events, reading.statuses, reading.unread, sorted.dead);
    return storeFresh(tx, sorted, reading, events)
        .chain(() -> store.storedEvents(tx, sorted.reruns))
        // A re-run comes before new records, since the log was read on from there.
        .map(stored -> Projected.stored(stored).then(fresh));
  }

  private Uni<Void> storeFresh(
      SqlClient tx, Sorted sorted, Reading reading, List<NewEvent> events) {
    return sorted.fresh.isEmpty()
        ? Uni.createFrom().voidItem()
        : Uni.join()
            .all(
                store.record(tx, sorted.fresh, events, reading.unreadIds),
                store.recordLeads(tx, reading.touched),
                UnreadBodies.recordRead(tx, reading.readAtLast))
            .andFailFast()
            .replaceWithVoid();
  }

  private List<NewEvent> apply(Feedback feedback, Sorted sorted, Reading reading) {
    LeadProjection lead = sorted.leads.get(feedback.leadId());
    Content content = sorted.contents.get(feedback.id());
    return switch (feedback.kind()) {
      case CALLBACK -> calledBack(lead, (Feedback.Callback) feedback, content, reading);
      case NOTIFIED -> notified(lead, (Feedback.Notified) feedback, content, reading);
      case POLLED -> polled(lead, (Feedback.Polled) feedback, content, reading);
      case REREAD -> {
        UnreadBodies.Unread body = sorted.unread.get(((Feedback.Reread) feedback).of());
        yield reread(lead, feedback, body, content, reading);
      }
      case FORWARDED, REJECTED, HELD, EXPIRED, CORRECTION, UPDATED, OVERDUE -> {
        reading.changed(lead);
        yield lead.reportedByGateway(feedback);
      }
    };
  }

  private List<NewEvent> calledBack(
      LeadProjection lead, Feedback.Callback callback, Content content, Reading reading) {
    byte[] fingerprint = bodies.fingerprint(lead.lastCallback(), content.body());
    if (content.reported() == null) {
      if (!callback.again()) {
        lead.lastCallback(fingerprint);
      }
      reading.touched.add(lead);
      return reading.nothing(callback, Unread.CALLBACK);
    }
    reading.status(lead, content);
    return lead.calledBack(callback, fingerprint, content.reported());
  }

  private static List<NewEvent> notified(
      LeadProjection lead, Feedback.Notified notified, Content content, Reading reading) {
    if (content != null && content.appointment() == null) {
      return notifiedOfStatus(lead, notified, content, reading);
    }
    reading.changed(lead);
    return content == null
        ? lead.assigned(notified)
        : lead.appointmentUpdated(notified, content.appointment());
  }

  private static List<NewEvent> notifiedOfStatus(
      LeadProjection lead, Feedback.Notified notified, Content content, Reading reading) {
    if (content.reported() == null) {
      return reading.nothing(notified, Unread.SUBSCRIPTION);
    }
    reading.status(lead, content);
    return notified.again()
        ? lead.reportedBefore(notified, StatusSource.SUBSCRIPTION, content.reported())
        : lead.reported(notified, StatusSource.SUBSCRIPTION, content.reported());
  }

  /**
   * A body in which a status is found at last. Nothing happens where there is still none, or where
   * somebody was faster.
   */
  private static List<NewEvent> reread(
      LeadProjection lead,
      Feedback feedback,
      UnreadBodies.Unread body,
      Content content,
      Reading reading) {
    if (content == null || content.reported() == null || !reading.readAtLast.add(body.id())) {
      return List.of();
    }
    reading.status(lead, content);
    return lead.reportedBefore(feedback, body.source(), content.reported());
  }

  /** A lead that Oplead has, but without a status, is as overdue as before. */
  private static List<NewEvent> polled(
      LeadProjection lead, Feedback.Polled polled, Content content, Reading reading) {
    if (content.reported() == null) {
      return reading.nothing(polled, Unread.POLL);
    }
    reading.status(lead, content);
    return lead.reported(polled, StatusSource.POLL, content.reported().byPoll());
  }

  /** What was found in the bodies of a batch, and which leads it changes. */
  private static final class Reading {
    private final List<PublishedStatus> statuses = new ArrayList<>();
    private final List<Unread> unread = new ArrayList<>();
    private final Set<UUID> unreadIds = new HashSet<>();

    /** The bodies in which a status was found when they were read again. */
    private final Set<UUID> readAtLast = new HashSet<>();

    /** The leads to write. */
    private final Set<LeadProjection> touched = new LinkedHashSet<>();

    void changed(LeadProjection lead) {
      lead.changed();
      touched.add(lead);
    }

    void status(LeadProjection lead, Content content) {
      changed(lead);
      statuses.add(new PublishedStatus(lead.customer(), content.reported().status()));
      if (content.amountIsAmbiguous()) {
        unread.add(Unread.AMOUNT);
      }
    }

    /** A body without a status changes nothing, not even when its lead was last changed. */
    List<NewEvent> nothing(Feedback feedback, Unread what) {
      unread.add(what);
      unreadIds.add(feedback.id());
      return List.of();
    }
  }

  /** A sorted batch: new feedback, events to publish again, and feedback of unknown leads. */
  private static final class Sorted {
    private final List<LoggedFeedback> fresh = new ArrayList<>();
    private final Set<UUID> reruns = new HashSet<>();
    private final List<DeadLetter> dead = new ArrayList<>();
    private final Map<UUID, Content> contents = new HashMap<>();
    private final Map<UUID, UnreadBodies.Unread> unread = new HashMap<>();
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
          dead.add(DeadLetter.of(logged, "there is no such lead"));
        } else if (seen.add(id)) {
          fresh.add(logged);
        } else if (known.containsKey(id) && known.get(id).isOf(logged)) {
          reruns.add(id);
        }
      }
    }
  }
}
