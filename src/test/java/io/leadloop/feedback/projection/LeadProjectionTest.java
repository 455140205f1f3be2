package io.leadloop.feedback.projection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.customer.CustomerId;
import io.leadloop.feedback.Feedback;
import io.leadloop.feedback.event.EventData;
import io.leadloop.feedback.event.EventType;
import io.leadloop.feedback.projection.LeadProjection.Addressee;
import io.leadloop.feedback.projection.ProjectedState.LastStatus;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.LeadState;
import io.leadloop.lead.LeadStatus;
import io.leadloop.provider.ProviderId;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LeadProjectionTest {
  private static final LeadId LEAD = LeadId.next();
  private static final ProviderId PROVIDER = new ProviderId(UUID.randomUUID());
  private static final CustomerId CUSTOMER = new CustomerId(UUID.randomUUID());
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Duration TOLERANCE = Duration.ofMinutes(1);
  private static final String MAP = "1a2b3c4d";
  private static final LeadStatus NEW = new LeadStatus("new", "Nouveau", NOW);
  private static final LeadStatus WON = new LeadStatus("won", "Gagné", NOW.plusSeconds(60));

  @Test
  void forwardedComesFirstEvenWhereTheCallbackOvertookTheAnswer() {
    LeadProjection lead = lead(LeadState.FORWARDING);

    List<NewEvent> events = lead.calledBack(callback(), bytes("new"), told(NEW));
    assertThat(events)
        .extracting(NewEvent::type)
        .containsExactly("io.leadloop.lead.forwarded.v1", "io.leadloop.lead.status-changed.v1");
    assertThat(events).extracting(NewEvent::sequence).containsExactly(1, 2);
    assertThat(lead.state()).isEqualTo(LeadState.FORWARDED);

    assertThat(lead.forwarded(forwarded("88"))).isEmpty();
  }

  @Test
  void aCallbackThatRepeatsTheLastOneByteForByteIsNotNews() {
    LeadProjection lead = lead(LeadState.FORWARDED);
    lead.calledBack(callback(), bytes("new"), told(NEW));

    assertThat(lead.calledBack(callback(), bytes("new"), told(NEW))).isEmpty();
    assertThat(lead.calledBack(callback(), bytes("won"), told(WON))).hasSize(1);
    assertThat(lead.calledBack(callback(), bytes("new"), told(NEW))).hasSize(1);
  }

  @Test
  void aRepeatAcrossBatchesIsRecognisedByTheLastBody() {
    LeadProjection lead = lead(LeadState.FORWARDED);
    lead.lastCallback(bytes("new"));
    assertThat(lead.calledBack(callback(), bytes("new"), told(NEW))).isEmpty();
  }

  @Test
  void theDataIsAsTheContractHasIt() throws IOException {
    LeadProjection lead = lead(LeadState.FORWARDED);
    lead.forwarded(forwarded("88231"));
    lead.calledBack(callback(), bytes("new"), told(NEW));
    NewEvent event = lead.calledBack(callback(), bytes("won"), told(WON)).get(0);

    JsonNode expected =
        new ObjectMapper()
            .readTree(
                """
                {"lead_id": "%s", "reference": "LP-1", "customer": "cuisines-durand",
                 "sequence": 3, "state": "forwarded", "oplead_id": "88231",
                 "status": {"code": "won", "label": "Gagné", "at": "2026-01-02T03:05:05Z"},
                 "previous_status":
                   {"code": "new", "label": "Nouveau", "at": "2026-01-02T03:04:05Z"},
                 "reason": null, "received_at": "2026-01-02T03:04:05Z",
                 "status_map_version": "1a2b3c4d"}
                """
                    .formatted(LEAD));
    assertThat(new ObjectMapper().readTree(event.data())).isEqualTo(expected);
    assertThat(event.source()).isEqualTo("/customers/cuisines-durand");
  }

  @Test
  void amountAndAppointmentAreToldWhereACallbackCarriesThem() throws IOException {
    Instant appointment = NOW.plusSeconds(86_400);
    NewEvent event =
        lead(LeadState.FORWARDED)
            .calledBack(
                callback(),
                bytes("won"),
                ReportedStatus.reported(WON, true, MAP, new BigDecimal("1E+4"), appointment))
            .get(1);
    assertThat(event.data()).contains("\"amount\":10000,", "\"appointment_at\":\"2026-01-03T");
  }

  @Test
  void aCallbackOlderThanTheStatusIsToldAsLateAndLeavesTheStatus() throws IOException {
    LeadProjection lead = lead(LeadState.FORWARDED);
    lead.calledBack(callback(), bytes("won"), told(WON));
    JsonNode late = data(lead.calledBack(callback(), bytes("new"), told(NEW)).get(0));

    assertThat(late.get("late").asBoolean()).isTrue();
    assertThat(late.at("/status/code").asText()).isEqualTo("new");
    assertThat(late.at("/status/at").asText()).isEqualTo(NOW.toString());
    assertThat(late.at("/previous_status/code").asText()).isEqualTo("won");
    assertThat(lead.status()).isEqualTo(WON);

    LeadStatus lost = new LeadStatus("lost", "Perdu", WON.at());
    JsonNode next = data(lead.calledBack(callback(), bytes("lost"), told(lost)).get(0));
    assertThat(next.has("late")).isFalse();
    assertThat(next.at("/previous_status/code").asText()).isEqualTo("won");
  }

  @Test
  void aCallbackALittleOlderByItsOwnClockThanAReceiptIsNotLate() throws IOException {
    LeadProjection lead = lead(LeadState.FORWARDED);
    lead.calledBack(callback(), bytes("won"), ReportedStatus.reported(WON, false, MAP, null, null));
    LeadStatus lost = new LeadStatus("lost", "Perdu", WON.at().minusSeconds(2));
    JsonNode next = data(lead.calledBack(callback(), bytes("lost"), told(lost)).get(0));
    assertThat(next.has("late")).isFalse();
    assertThat(lead.status()).isEqualTo(lost);
    assertThat(lead.isStatusDated()).isTrue();

    lead.calledBack(
        callback(), bytes("won again"), ReportedStatus.reported(WON, false, MAP, null, null));
    LeadStatus old = new LeadStatus("new", "Nouveau", WON.at().minus(TOLERANCE).minusMillis(1));
    JsonNode late = data(lead.calledBack(callback(), bytes("new"), told(old)).get(0));
    assertThat(late.get("late").asBoolean()).isTrue();
    assertThat(lead.status()).isEqualTo(WON);
  }

  @Test
  void ofTwoTimesByOpleadsOwnClockTheOlderIsLateByHoweverLittle() throws IOException {
    LeadProjection lead = lead(LeadState.FORWARDED);
    lead.calledBack(callback(), bytes("won"), told(WON));
    LeadStatus before = new LeadStatus("new", "Nouveau", WON.at().minusMillis(1));
    JsonNode late = data(lead.calledBack(callback(), bytes("new"), told(before)).get(0));
    assertThat(late.get("late").asBoolean()).isTrue();
  }

  @Test
  void aCorrectionLeavesOpenByWhichClockTheStatusIsDated() {
    LeadProjection lead = lead(LeadState.FORWARDED);
    LeadStatus other = new LeadStatus("other", "Signé", NOW);
    lead.calledBack(callback(), bytes("signed"), told(other));
    assertThat(lead.corrected(correction("Signé"))).hasSize(1);
    assertThat(lead.isStatusDated()).isTrue();
  }

  @Test
  void aCallbackThatTellsNoTimeIsNeverLateSinceTheClocksOfReplicasDiffer() throws IOException {
    LeadProjection lead = lead(LeadState.FORWARDED);
    lead.calledBack(callback(), bytes("won"), told(WON));
    LeadStatus lost = new LeadStatus("lost", "Perdu", WON.at().minusMillis(300));
    ReportedStatus undated = ReportedStatus.reported(lost, false, MAP, null, null);
    JsonNode next = data(lead.calledBack(callback(), bytes("lost"), undated).get(0));

    assertThat(next.has("late")).isFalse();
    assertThat(lead.status()).isEqualTo(lost);
  }

  @Test
  void aCallbackThatWasOvertakenInTheOutboxIsLateAlsoWithoutATimeOfItsOwn() throws IOException {
    LeadProjection lead = lead(LeadState.FORWARDED);
    ReportedStatus won = ReportedStatus.reported(WON, false, MAP, null, null);
    lead.calledBack(callback(), bytes("won"), won);
    LeadStatus before = new LeadStatus("new", "Nouveau", WON.at().minusMillis(1));
    ReportedStatus overtaken = ReportedStatus.reported(before, false, MAP, null, null);
    JsonNode late = data(lead.calledBack(waiting(), bytes("new"), overtaken).get(0));
    assertThat(late.get("late").asBoolean()).isTrue();
    assertThat(lead.status()).isEqualTo(WON);
    assertThat(lead.calledBack(callback(), bytes("won"), won)).as("still the last").isEmpty();
  }

  @Test
  void aCallbackThatWaitedInTheOutboxAndWasNotOvertakenIsTheLast() throws IOException {
    LeadProjection lead = lead(LeadState.FORWARDED);
    lead.calledBack(callback(), bytes("new"), ReportedStatus.reported(NEW, false, MAP, null, null));
    ReportedStatus won = ReportedStatus.reported(WON, false, MAP, null, null);
    JsonNode next = data(lead.calledBack(waiting(), bytes("won"), won).get(0));
    assertThat(next.has("late")).isFalse();
    assertThat(lead.status()).isEqualTo(WON);
    assertThat(lead.calledBack(waiting(), bytes("won"), won)).as("a repeat").isEmpty();
    assertThat(lead.calledBack(callback(), bytes("won"), won)).as("a repeat").isEmpty();

    LeadStatus lost = new LeadStatus("lost", "Perdu", WON.at().minusSeconds(2));
    JsonNode dated = data(lead.calledBack(waiting(), bytes("lost"), told(lost)).get(0));
    assertThat(dated.has("late")).as("a little older by another clock").isFalse();
  }

  private static Feedback.Callback waiting() {
    return new Feedback.Callback(Feedback.nextId(), LEAD, NOW, null, new byte[0], true);
  }

  @Test
  void aMendedCodeIsToldAsACorrectionOnceAndOnlyOfTheStatusThatTheLeadHas() throws IOException {
    LeadProjection lead = lead(LeadState.FORWARDED);
    LeadStatus other = new LeadStatus("other", "Signé", NOW);
    lead.calledBack(callback(), bytes("signed"), told(other));

    JsonNode corrected = data(lead.corrected(correction("Signé")).get(0));
    assertThat(corrected.get("correction").asBoolean()).isTrue();
    assertThat(corrected.at("/status/code").asText()).isEqualTo("won");
    assertThat(corrected.at("/status/label").asText()).isEqualTo("Signé");
    assertThat(corrected.at("/previous_status/code").asText()).isEqualTo("other");
    assertThat(corrected.get("status_map_version").asText()).isEqualTo("mended");
    assertThat(lead.status()).isEqualTo(new LeadStatus("won", "Signé", NOW));

    assertThat(lead.corrected(correction("Signé"))).isEmpty();
    assertThat(lead.corrected(correction("Vendu"))).isEmpty();
    assertThat(lead(LeadState.FORWARDED).corrected(correction("Signé"))).isEmpty();
  }

  @Test
  void aCorrectionOfALabelWithoutACodeConcernsNoLeadThatHasOne() {
    LeadProjection lead = lead(LeadState.FORWARDED);
    lead.calledBack(callback(), bytes("signed"), told(new LeadStatus("lost", "Signé", NOW)));
    assertThat(lead.corrected(ofOther("Signé"))).isEmpty();

    lead.calledBack(callback(), bytes("again"), told(new LeadStatus("other", "Signé", NOW)));
    assertThat(lead.corrected(ofOther("Signé"))).hasSize(1);
    assertThat(lead.corrected(ofOther("Signé"))).isEmpty();
    assertThat(lead.status().code()).isEqualTo("won");
  }

  private static Feedback.Correction ofOther(String label) {
    return new Feedback.Correction(Feedback.nextId(), LEAD, NOW, label, "won", "mended", "other");
  }

  @Test
  void aLeadSentTwiceSaysSo() {
    LeadProjection lead =
        new LeadProjection(
            LEAD,
            addressee(),
            new ProjectedState(
                LeadState.FORWARDED,
                null,
                false,
                0,
                LastStatus.none(null),
                new EventData.Marks(true, true),
                NOW,
                null),
            TOLERANCE);
    assertThat(lead.forwarded(forwarded("1")).get(0).data())
        .contains("\"test\":true", "\"possible_duplicate\":true");
  }

  @Test
  void anExpiryThatACallbackContradictedIsNotTold() {
    LeadProjection lead = lead(LeadState.EXPIRED);
    lead.calledBack(callback(), bytes("new"), told(NEW));
    assertThat(lead.stopped(forwarded(null), EventType.EXPIRED, LeadState.EXPIRED, "late"))
        .isEmpty();
    assertThat(lead.state()).isEqualTo(LeadState.FORWARDED);
  }

  @ParameterizedTest
  @EnumSource(LeadState.class)
  void aCallbackProvesForwardingFromEveryStateAndNothingContradictsIt(LeadState state) {
    LeadProjection lead = lead(state);
    lead.calledBack(callback(), bytes("new"), told(NEW));
    assertThat(lead.state()).isEqualTo(LeadState.FORWARDED);
    for (LeadState later : EnumSet.of(LeadState.REJECTED, LeadState.HELD, LeadState.EXPIRED)) {
      assertThat(lead.stopped(forwarded(null), EventType.REJECTED, later, "late")).isEmpty();
      assertThat(lead.state()).isEqualTo(LeadState.FORWARDED);
    }
  }

  @Property(tries = 300)
  void whateverComesSequencesHaveNoGapAndForwardedIsFirstAndOnce(
      @ForAll @Size(max = 30) List<@IntRange(max = 4) Integer> words) {
    LeadProjection lead = lead(LeadState.FORWARDING);
    List<NewEvent> events = new ArrayList<>();
    for (int word : words) {
      events.addAll(
          word == 0
              ? lead.forwarded(forwarded("1"))
              : lead.calledBack(callback(), bytes("status " + word), told(NEW)));
    }

    assertThat(events)
        .extracting(NewEvent::sequence)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, events.size()).boxed().toList());
    assertThat(lead.sequence()).isEqualTo(events.size());
    List<String> types = events.stream().map(NewEvent::type).toList();
    assertThat(types.indexOf(EventType.FORWARDED.type())).isEqualTo(words.isEmpty() ? -1 : 0);
    assertThat(types.lastIndexOf(EventType.FORWARDED.type())).isEqualTo(words.isEmpty() ? -1 : 0);
  }

  private static LeadProjection lead(LeadState state) {
    return new LeadProjection(
        LEAD,
        addressee(),
        new ProjectedState(
            state,
            null,
            false,
            0,
            LastStatus.none(null),
            new EventData.Marks(false, false),
            NOW,
            null),
        TOLERANCE);
  }

  private static Addressee addressee() {
    return new Addressee(PROVIDER, "atelier", CUSTOMER, "cuisines-durand", "LP-1");
  }

  private static Feedback.Forwarded forwarded(String opleadId) {
    return new Feedback.Forwarded(Feedback.nextId(), LEAD, NOW, opleadId);
  }

  private static Feedback.Correction correction(String label) {
    return new Feedback.Correction(Feedback.nextId(), LEAD, NOW, label, "won", "mended");
  }

  private static ReportedStatus told(LeadStatus status) {
    return ReportedStatus.reported(status, true, MAP, null, null);
  }

  private static JsonNode data(NewEvent event) throws IOException {
    return new ObjectMapper().readTree(event.data());
  }

  private static Feedback.Callback callback() {
    return new Feedback.Callback(Feedback.nextId(), LEAD, NOW, null, new byte[0]);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
