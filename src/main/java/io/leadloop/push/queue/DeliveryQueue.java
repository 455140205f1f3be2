package io.leadloop.push.queue;

import io.leadloop.push.DeliveryState;
import io.leadloop.push.wire.PushReply;
import io.leadloop.store.CommitCursor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The next events of one endpoint, and their commits. Leads are independent of each other; a lead's
 * events go out one after the other. A lead whose event failed leaves the endpoint's cursor for one
 * of its own ({@code push_lead}) and rejoins it when it has caught up, so that no lead waits for
 * another.
 *
 * <p>Rules that its user keeps: it reads the feed only while nothing that {@link #take} returned is
 * uncommitted, and calls everything from one thread.
 */
public final class DeliveryQueue {
  private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(100);

  private final RetrySchedule schedule;
  private final Clock clock;
  private final Window window;
  private EventFilter filter;

  /** Leads whose events are sent from cursors of their own now. */
  private final Map<UUID, OwnQueue> own = new LinkedHashMap<>();

  /** Leads that left the endpoint's cursor with an event in flight. */
  private final Set<UUID> leaving = new HashSet<>();

  private final Map<UUID, LeadRow> rows = new HashMap<>();
  private final Set<UUID> rejoining = new HashSet<>();
  private List<DeliveryRecord> deliveries = new ArrayList<>();
  private int ownInFlight;

  public DeliveryQueue(CommitCursor from, EventFilter filter, RetrySchedule schedule, Clock clock) {
    this.window = new Window(from);
    this.filter = filter;
    this.schedule = schedule;
    this.clock = clock;
  }

  public void filterBy(EventFilter changed) {
    filter = changed;
  }

  /** Adds events of the feed after {@link #end}, in its order. */
  public void add(List<FeedEvent> events) {
    events.forEach(this::add);
  }

  private void add(FeedEvent event) {
    UUID lead = event.leadId();
    if (!filter.accepts(event) || event.leadWaits() || isOwn(lead)) {
      window.addSettled(event);
    } else if (event.lateFrom() != null) {
      window.addSettled(event);
      leave(LeadRow.due(lead, event.lateFrom(), clock.instant()));
    } else {
      window.add(event);
    }
  }

  /** The lead goes on a cursor of its own, from the lowest event that is not settled. */
  private void leave(LeadRow row) {
    if (window.hasInFlight(row.leadId())) {
      leaving.add(row.leadId());
    }
    int lowest = window.cover(row.leadId()).orElse(row.nextSequence());
    rows.put(
        row.leadId(),
        lowest < row.nextSequence() ? LeadRow.due(row.leadId(), lowest, row.nextAttemptAt()) : row);
  }

  /** Adds leads that are due on cursors of their own, each at most once until it is committed. */
  public void addOwn(List<OwnLead> due) {
    due.stream().filter(lead -> !isOwn(lead.row().leadId())).forEach(this::addOwn);
  }

  /** Whether the lead is being sent from its own cursor, or its row is about to be written. */
  private boolean isOwn(UUID lead) {
    return own.containsKey(lead)
        || leaving.contains(lead)
        || rows.containsKey(lead)
        || rejoining.contains(lead);
  }

  private void addOwn(OwnLead lead) {
    LeadRow row = lead.row();
    if (lead.hasCaughtUp()) {
      rejoining.add(row.leadId());
    } else if (lead.events().isEmpty()) {
      write(row.leadId(), row.nextSequence(), row.attempts(), LOOK_AGAIN_AFTER, null);
    } else {
      OwnQueue queue = new OwnQueue(row, lead.events());
      own.put(row.leadId(), queue);
      next(queue, row.nextSequence());
    }
  }

  /** Passes over events that the endpoint does not receive; ends the queue when it is empty. */
  private void next(OwnQueue queue, int sequence) {
    int next = sequence;
    while (!queue.events.isEmpty() && !filter.accepts(queue.events.peek())) {
      next = queue.events.poll().sequence() + 1;
    }
    if (next != queue.row.nextSequence()) {
      write(queue.row.leadId(), next, 0, Duration.ZERO, null);
    }
    if (queue.events.isEmpty()) {
      own.remove(queue.row.leadId());
    }
  }

  /**
   * Takes the next event to send.
   *
   * @param mostOwn how many of the events in flight may be from leads' own cursors
   */
  public Optional<Sending> next(int mostOwn) {
    boolean ownFirst = ownInFlight < mostOwn || !window.hasReady();
    Optional<Sending> next = ownFirst ? nextOwn() : Optional.empty();
    return next.or(() -> window.next().map(event -> new Sending(event, 1)));
  }

  /** Whether there is a next event to send. */
  public boolean hasNext() {
    return window.hasReady() || own.values().stream().anyMatch(queue -> !queue.inFlight);
  }

  private Optional<Sending> nextOwn() {
    for (OwnQueue queue : own.values()) {
      if (!queue.inFlight) {
        queue.inFlight = true;
        ownInFlight++;
        return Optional.of(new Sending(queue.events.peek(), queue.attempts() + 1));
      }
    }
    return Optional.empty();
  }

  /** An attempt ended. */
  public void ended(Sending sending, AnswerMeaning meaning, PushReply reply) {
    int attempts = sending.attempt();
    Optional<Duration> wait =
        meaning.isAttempt() ? schedule.afterAttempt(attempts) : Optional.empty();
    boolean isGivenUp = meaning.isAttempt() && wait.isEmpty();
    boolean isSettled = isGivenUp || meaning == AnswerMeaning.DELIVERED;
    deliveries.add(DeliveryRecord.of(sending, state(meaning, isGivenUp), reply));
    if (window.isInFlight(sending.event())) {
      endedHere(sending.event(), isSettled, wait, reply);
    } else {
      endedOwn(sending, isSettled, wait, reply);
    }
  }

  private static DeliveryState state(AnswerMeaning meaning, boolean isGivenUp) {
    if (meaning == AnswerMeaning.DELIVERED) {
      return DeliveryState.DELIVERED;
    }
    return isGivenUp ? DeliveryState.GIVEN_UP : DeliveryState.FAILED;
  }

  private void endedHere(
      FeedEvent event, boolean isSettled, Optional<Duration> wait, PushReply reply) {
    if (isSettled) {
      window.settle(event);
    } else if (wait.isPresent()) {
      window.cover(event.leadId());
      write(event.leadId(), event.sequence(), 1, wait.get(), reply);
    } else {
      window.putBack(event);
    }
  }

  /** The lead's queue is not there if the lead left the endpoint's cursor with this in flight. */
  private void endedOwn(
      Sending sending, boolean isSettled, Optional<Duration> wait, PushReply reply) {
    FeedEvent event = sending.event();
    OwnQueue queue = own.get(event.leadId());
    leaving.remove(event.leadId());
    if (queue != null) {
      queue.inFlight = false;
      ownInFlight--;
    }
    if (isSettled) {
      write(event.leadId(), event.sequence() + 1, 0, Duration.ZERO, null);
      if (queue != null) {
        queue.events.poll();
        queue.settled = true;
        next(queue, event.sequence() + 1);
      }
    } else {
      int attempts = wait.isPresent() ? sending.attempt() : sending.attempt() - 1;
      own.remove(event.leadId());
      write(event.leadId(), event.sequence(), attempts, wait.orElse(Duration.ZERO), reply);
    }
  }

  private void write(UUID lead, int next, int attempts, Duration wait, PushReply reply) {
    Instant at = clock.instant().plus(wait);
    rows.put(
        lead,
        reply == null
            ? new LeadRow(lead, next, attempts, at, null, null)
            : new LeadRow(
                lead,
                next,
                attempts,
                at,
                DeliveryRecord.statusOf(reply),
                DeliveryRecord.reasonOf(reply)));
  }

  /** The event in flight that keeps the cursor back while nothing else can be sent. */
  public Optional<FeedEvent> blocking() {
    return window.hasReady() ? Optional.empty() : window.slowest();
  }

  /** A slow event no longer keeps the cursor back: its lead leaves it until the attempt ends. */
  public void passSlowest(Duration until) {
    window
        .slowest()
        .ifPresent(
            event ->
                leave(LeadRow.due(event.leadId(), event.sequence(), clock.instant().plus(until))));
  }

  /** Nothing more is sent: leads that were overtaken leave the cursor, which then moves on. */
  public void close() {
    for (UUID lead : window.overtaken()) {
      leave(LeadRow.due(lead, Integer.MAX_VALUE, clock.instant()));
    }
  }

  /** Takes what may be committed; the caller repeats the commit until it succeeds. */
  public Settlement take() {
    Settlement taken =
        new Settlement(
            window.prefix(), deliveries, List.copyOf(rows.values()), Set.copyOf(rejoining));
    deliveries = new ArrayList<>();
    return taken;
  }

  /** What was taken is committed; rows that changed since are committed next. */
  public void committed(Settlement settlement) {
    settlement.rows().forEach(row -> rows.remove(row.leadId(), row));
    rejoining.removeAll(settlement.rejoined());
  }

  /** Whether something of leads' own cursors is to be committed before the feed is read. */
  public boolean hasRows() {
    return !rows.isEmpty() || !rejoining.isEmpty();
  }

  public int uncommitted() {
    return deliveries.size();
  }

  public int size() {
    return window.size();
  }

  /** The last event that was read. */
  public CommitCursor end() {
    return window.end();
  }

  /** The leads that are being sent from cursors of their own, or about to be. */
  public List<UUID> sentFromOwnCursors() {
    Set<UUID> leads = new HashSet<>(own.keySet());
    leads.addAll(leaving);
    leads.addAll(rows.keySet());
    return List.copyOf(leads);
  }

  /** How many leads are being sent from cursors of their own. */
  public int ownLeads() {
    return own.size();
  }

  /** A lead's next events on its own cursor. */
  private static final class OwnQueue {
    private final LeadRow row;
    private final Deque<FeedEvent> events;
    private boolean inFlight;

    /** Whether an event was settled since, so that the row's attempts are not those of the next. */
    private boolean settled;

    OwnQueue(LeadRow row, List<FeedEvent> events) {
      this.row = row;
      this.events = new ArrayDeque<>(events);
    }

    int attempts() {
      return settled ? 0 : row.attempts();
    }
  }
}
