package io.leadloop.feedback.projection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The data of events byte for byte: consumers may compare it, and the stored events keep it. */
class EventDataJsonTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678901Z");
  private static final UUID ID = UUID.fromString("019b0000-0000-7000-8000-000000000001");
  private static final LeadId LEAD = new LeadId(ID);

  @Test
  void membersStandInTheOrderOfTheContract() {
    LeadProjection lead = lead("won", true);
    List<NewEvent> first =
        lead.calledBack(callback(), "1".getBytes(UTF_8), reported("won", NOW, NOW));
    assertThat(first.get(0).data())
        .isEqualTo(
            """
            {"lead_id":"019b0000-0000-7000-8000-000000000001","reference":"LP-1",\
            "customer":"cuisines","sequence":1,"state":"forwarded","oplead_id":null,\
            "status":null,"previous_status":null,"reason":null,\
            "received_at":"2026-01-02T03:04:05.678901Z","possible_duplicate":true,"test":true}\
            """);
    assertThat(first.get(1).data())
        .isEqualTo(
            """
            {"lead_id":"019b0000-0000-7000-8000-000000000001","reference":"LP-1",\
            "customer":"cuisines","sequence":2,"state":"forwarded","oplead_id":null,\
            "status":{"code":"won","label":"Gagné","at":"2026-01-02T03:04:05.678901Z"},\
            "previous_status":null,"reason":null,"received_at":"2026-01-02T03:04:05.678901Z",\
            "possible_duplicate":true,"test":true,"amount":12500.50,\
            "appointment_at":"2026-01-02T03:04:05.678901Z","origin":"provider",\
            "status_map_version":"1a2b3c4d"}\
            """);
    ReportedStatus late = reported("new", NOW.minusSeconds(90), null);
    assertThat(lead.calledBack(callback(), "2".getBytes(UTF_8), late).get(0).data())
        .contains("\"test\":true,\"late\":true,\"amount\":12500.50,\"status_map_version\"");
    Feedback.Correction correction =
        new Feedback.Correction(ID, LEAD, NOW, "Gagné", "lost", "12345678");
    assertThat(lead.corrected(correction).get(0).data())
        .contains("\"previous_status\":{\"code\":\"won\"", "\"test\":true,\"correction\":true,");
  }

  @Test
  void whatAnEventIsNotAboutIsLeftOut() {
    LeadProjection lead = lead(null, false);
    Feedback.Rejected rejected = new Feedback.Rejected(ID, LEAD, NOW, "why");
    assertThat(lead.stopped(rejected, EventType.REJECTED, LeadState.REJECTED, "why").get(0).data())
        .endsWith("\"reason\":\"why\",\"received_at\":\"2026-01-02T03:04:05.678901Z\"}");
    assertThat(lead.updated(updated("quote", null)).get(0).data())
        .endsWith(
            """
            5.678901Z","document":{"id":"019b0000-0000-7000-8000-000000000001","kind":"quote"}}\
            """);
    assertThat(lead.updated(updated(null, "won")).get(0).data())
        .endsWith(
            """
            5.678901Z","requested_status":{"id":"019b0000-0000-7000-8000-000000000001",\
            "code":"won"}}\
            """);
    OpleadAppointment appointment = new OpleadAppointment(Optional.of(NOW), Optional.of("planned"));
    assertThat(lead.appointmentUpdated(callback(), appointment).get(1).data())
        .endsWith(
            """
            5.678901Z","appointment_at":"2026-01-02T03:04:05.678901Z",\
            "appointment_state":"planned"}\
            """);
  }

  private static LeadProjection lead(String awaitedStatus, boolean possibleDuplicate) {
    ProjectedState before =
        new ProjectedState(
            LeadState.FORWARDING,
            null,
            false,
            0,
            LastStatus.none(awaitedStatus),
            new EventData.Marks(possibleDuplicate, possibleDuplicate),
            NOW,
            null);
    Addressee addressee =
        new Addressee(new ProviderId(ID), "atelier", new CustomerId(ID), "cuisines", "LP-1");
    return new LeadProjection(LEAD, addressee, before, Duration.ofMinutes(1));
  }

  private static Feedback.Callback callback() {
    return new Feedback.Callback(ID, LEAD, NOW, null, new byte[0]);
  }

  private static ReportedStatus reported(String code, Instant at, Instant appointmentAt) {
    return ReportedStatus.reported(
        new LeadStatus(code, "Gagné", at),
        true,
        "1a2b3c4d",
        new BigDecimal("12500.50"),
        appointmentAt);
  }

  private static Feedback.Updated updated(String documentKind, String statusCode) {
    return new Feedback.Updated(ID, LEAD, NOW, ID, documentKind, statusCode, true, null);
  }
}
