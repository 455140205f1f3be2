package io.leadloop.api.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.access.Caller;
import io.leadloop.access.RevalidationTask;
import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import io.leadloop.feedback.event.EventFeed;
import io.leadloop.http.Page;
import io.leadloop.http.PageLimit;
import io.leadloop.http.connection.LastAnswer;
import io.leadloop.intake.IntakeConfig;
import io.leadloop.store.CommitCursor;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestQuery;

/** The feed of a provider's events, in order, for clients without Kafka. */
@Path("/v1/events")
@RolesAllowed(Roles.PROVIDER)
public class EventResource {
  /** Lower quality than JSON: a client that accepts anything gets a page, not an endless stream. */
  private static final String STREAM = "text/event-stream;qs=0.1";

  private final Caller caller;
  private final EventFeed feed;
  private final EventStream stream;
  private final ObjectMapper json;
  private final Duration heartbeat;

  EventResource(
      Caller caller, EventFeed feed, EventStream stream, ObjectMapper json, IntakeConfig config) {
    this.caller = caller;
    this.feed = feed;
    this.stream = stream;
    this.json = json;
    this.heartbeat = config.eventHeartbeat();
  }

  /** Returns a page of events after the cursor; its {@code next} is the cursor to continue from. */
  @GET
  @BoundedRead
  @Produces(MediaType.APPLICATION_JSON)
  public Uni<Page<EventView>> page(
      @RestQuery Optional<String> after, @RestQuery @DefaultValue(PageLimit.DEFAULT) String limit) {
    CommitCursor from = cursor("/after", after);
    return feed.after(caller.provider().id(), from, PageLimit.of(limit))
        .map(events -> new Page<>(events.stream().map(EventView::of).toList(), next(events, from)));
  }

  /** Streams the events as Server-Sent Events; {@code Last-Event-ID} resumes. */
  @GET
  @Produces(STREAM)
  @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-cache")
  @ResponseHeader(name = "X-Accel-Buffering", value = "no")
  public Multi<OutboundSseEvent> follow(
      @RestQuery Optional<String> after,
      @HeaderParam("Last-Event-ID") Optional<String> lastEventId,
      @Context Sse sse,
      @Context RoutingContext request) {
    CommitCursor from = cursor("Last-Event-ID or /after", lastEventId.or(() -> after));
    Multi<OutboundSseEvent> events =
        stream.after(caller.provider().id(), from).map(event -> sseEvent(sse, event));
    LastAnswer.announceClose(request); // The connection ends with the stream.
    OutboundSseEvent last = sse.newEventBuilder().comment("the end").build();
    return Multi.createBy()
        .merging()
        .withRequests(1)
        .streams(
            events, heartbeats(sse), atTheEnd(last, request), stream.stops().map(stopping -> last))
        .select()
        .first(event -> event != last);
  }

  /** Emits the event as soon as the caller is no longer valid. */
  private static Multi<OutboundSseEvent> atTheEnd(OutboundSseEvent last, RoutingContext request) {
    return Multi.createFrom()
        .emitter(emitter -> RevalidationTask.onEnd(request, () -> emitter.emit(last)));
  }

  /**
   * Comments, which clients skip: the first sends the response headers, the others keep an idle
   * connection open.
   */
  private Multi<OutboundSseEvent> heartbeats(Sse sse) {
    return Multi.createFrom()
        .ticks()
        .startingAfter(Duration.ofMillis(1))
        .every(heartbeat)
        .onOverflow()
        .drop()
        .map(tick -> sse.newEventBuilder().comment("still here").build());
  }

  /**
   * The data is a string, since the framework would add the type of anything else to each event.
   */
  private OutboundSseEvent sseEvent(Sse sse, EventFeed.Entry event) {
    return sse.newEventBuilder()
        .id(event.cursor().toString())
        .name(event.type())
        .data(text(EventView.of(event)))
        .build();
  }

  private String text(EventView event) {
    try {
      return json.writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event can be serialized", e);
    }
  }

  private static String next(List<EventFeed.Entry> events, CommitCursor from) {
    CommitCursor last = events.isEmpty() ? from : events.get(events.size() - 1).cursor();
    return last.toString();
  }

  private static CommitCursor cursor(String name, Optional<String> text) {
    return text.map(t -> CommitCursor.parse(t).orElseThrow(() -> notACursor(name)))
        .orElse(CommitCursor.START);
  }

  private static ProblemException notACursor(String name) {
    return ProblemException.rejected(
        ErrorCode.INVALID_REQUEST, List.of(new FieldError(name, "is not a valid cursor")));
  }
}
