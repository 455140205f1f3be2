package io.leadloop.feedback.projection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import io.leadloop.customer.CustomerId;
import io.leadloop.feedback.Feedback;
import io.leadloop.feedback.event.EventData;
import io.leadloop.feedback.event.EventType;
import io.leadloop.feedback.projection.LeadProjection.Addressee;
import io.leadloop.feedback.projection.ProjectedState.LastStatus;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.LeadState;
import io.leadloop.lead.LeadStatus;
import io.leadloop.oplead.status.OpleadAppointment;
import io.leadloop.provider.ProviderId;
import io.leadloop.testing.JsonSchemas;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Published events match the schemas, member for member. */
class EventDataSchemaTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678901Z");
  private static final LeadId LEAD = LeadId.next();

  static Stream<NewEvent> events() {
    List<NewEvent> events = new ArrayList<>();
    LeadProjection lead = lead("LP-1", false);
    events.addAll(lead.forwarded(new Feedback.Forwarded(UUID.randomUUID(), LEAD, NOW, "88231")));
    events.addAll(lead.calledBack(callback(), body("1"), told("won", NOW)));
    events.addAll(lead.calledBack(callback(), body("2"), told("new", NOW.minusSeconds(1))));
    events.addAll(
        lead.corrected(
            new Feedback.Correction(UUID.randomUUID(), LEAD, NOW, "label", "lost", "12345678")));
    events.addAll(lead(null, true).calledBack(callback(), body("3"), told("other", NOW)));
    Stream.of(
            lead(null, true)
                .stopped(
                    new Feedback.Rejected(UUID.randomUUID(), LEAD, NOW, "why"),
                    EventType.REJECTED,
                    LeadState.REJECTED,
                    "why"),
            lead("LP-2", false)
                .stopped(
                    new Feedback.Held(UUID.randomUUID(), LEAD, NOW, "why"),
                    EventType.HELD,
                    LeadState.HELD,
                    "why"),
            lead("LP-3", false)
                .stopped(
                    new Feedback.Expired(UUID.randomUUID(), LEAD, NOW, "why"),
                    EventType.EXPIRED,
                    LeadState.EXPIRED,
                    "why"))
        .forEach(events::addAll);
    for (boolean delivered : new boolean[] {true, false}) {
      String reason = delivered ? null : "why";
      events.addAll(lead.updated(updated("quote", null, delivered, reason)));
      events.addAll(lead.updated(updated(null, "in_progress", delivered, reason)));
    }
    events.addAll(lead.assigned(callback()));
    events.addAll(
        lead.appointmentUpdated(
            callback(), new OpleadAppointment(Optional.of(NOW), Optional.of("planned"))));
    events.addAll(
        lead("LP-5", false)
            .overdue(new Feedback.Overdue(UUID.randomUUID(), LEAD, NOW, "no status")));
    events.addAll(
        lead("LP-6", false).reported(callback(), StatusSource.POLL, told("won", NOW).byPoll()));
    LeadProjection asked = lead("LP-4", false, "won");
    events.addAll(asked.calledBack(callback(), body("4"), told("won", NOW)));
    assertThat(events.stream().map(NewEvent::type).distinct()).hasSameSizeAs(EventType.values());
    return events.stream();
  }

  @ParameterizedTest
  @MethodSource("events")
  void anEventIsAsItsSchemaSays(NewEvent event) throws IOException {
    JsonNode schema = JSON.readTree(Files.readString(file(event)));
    JsonNode data = JSON.readTree(event.data());
    Schema rule = JsonSchemas.REGISTRY.getSchema(schema);
    assertThat(rule.validate(data)).isEmpty();
    data.fieldNames()
        .forEachRemaining(
            member -> assertThat(schema.get("properties").has(member)).as(member).isTrue());
  }

  private static Path file(NewEvent event) {
    return Path.of("src/docs/schemas", event.type() + ".json");
  }

  private static LeadProjection lead(String reference, boolean possibleDuplicate) {
    return lead(reference, possibleDuplicate, null);
  }

  private static LeadProjection lead(
      String reference, boolean possibleDuplicate, String awaitedStatus) {
    return new LeadProjection(
        LEAD,
        new Addressee(
            new ProviderId(UUID.randomUUID()),
            "atelier",
            new CustomerId(UUID.randomUUID()),
            "cuisines",
            reference),
        new ProjectedState(
            LeadState.FORWARDING,
            null,
            false,
            0,
            LastStatus.none(awaitedStatus),
            new EventData.Marks(possibleDuplicate, possibleDuplicate),
            NOW,
            null),
        Duration.ofMinutes(1));
  }

  private static Feedback.Updated updated(
      String documentKind, String statusCode, boolean delivered, String reason) {
    return new Feedback.Updated(
        UUID.randomUUID(),
        LEAD,
        NOW,
        UUID.randomUUID(),
        documentKind,
        statusCode,
        delivered,
        reason);
  }

  private static ReportedStatus told(String code, Instant at) {
    return ReportedStatus.reported(
        new LeadStatus(code, "label", at), true, "1a2b3c4d", new BigDecimal("12500.50"), NOW);
  }

  private static Feedback.Callback callback() {
    return new Feedback.Callback(UUID.randomUUID(), LEAD, NOW, null, new byte[0]);
  }

  private static byte[] body(String text) {
    return text.getBytes(UTF_8);
  }
}
