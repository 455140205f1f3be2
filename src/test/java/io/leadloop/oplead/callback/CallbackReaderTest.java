package io.leadloop.oplead.callback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.oplead.profile.CallbackProfile;
import io.leadloop.oplead.profile.TestProfile;
import io.leadloop.oplead.status.OpleadAppointment;
import io.leadloop.oplead.status.OpleadStatus;
import io.leadloop.oplead.status.StatusCode;
import io.leadloop.oplead.status.StatusMap;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of real senders are in src/test/resources/field/callbacks. */
class CallbackReaderTest {
  private static final Instant RECEIVED = Instant.parse("2026-03-01T10:00:00Z");
  private static final StatusWindow WINDOW =
      new StatusWindow(RECEIVED.minusSeconds(86_400), RECEIVED);
  private static final Instant REPORTED = Instant.parse("2026-02-28T12:30:00Z");

  private final CallbackReader reader = reader();

  @ParameterizedTest
  @ValueSource(strings = {"updated_at", "occurred_at", "timestamp", "updatedAt", "TIMESTAMP"})
  void theTimeIsFoundAtEachOfItsPlaces(String member) {
    CallbackContent content =
        read("{\"status\":\"Perdu\",\"" + member + "\":\"2026-02-28T12:30:00Z\"}").orElseThrow();
    assertThat(content.status().at()).isEqualTo(REPORTED);
    assertThat(content.dated()).isTrue();
  }

  @Test
  void thePlacesCanBeCorrected() {
    CallbackReader corrected =
        reader("callbacks.pointers.status", "[/etat]", "callbacks.pointers.time", "[/le]");
    String body = "{\"etat\":\"Perdu\",\"le\":1772281800,\"status\":\"Gagné\"}";
    CallbackContent content = corrected.read(null, body.getBytes(UTF_8), WINDOW).orElseThrow();
    assertThat(content.status()).isEqualTo(new OpleadStatus(StatusCode.LOST, "Perdu", REPORTED));
  }

  @Test
  void zoneAndLanguageAreThoseOfTheInstallation() {
    CallbackReader american =
        reader("callbacks.zone", "America/New_York", "callbacks.locale", "en-US");
    String body = "{\"status\":\"Perdu\",\"updated_at\":\"2/28/2026 7:30 AM\"}";
    assertThat(american.read(null, body.getBytes(UTF_8), WINDOW).orElseThrow().status().at())
        .isEqualTo(REPORTED);
  }

  @Test
  void aWrapperOfAnotherNameCanBeAdded() {
    byte[] body = "{\"enveloppe\":{\"status\":\"Perdu\"}}".getBytes(UTF_8);
    assertThat(reader.read(null, body, WINDOW)).isEmpty();
    assertThat(reader("callbacks.wrappers", "[Enveloppe]").read(null, body, WINDOW)).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"lead_id\":\"88\",\"status\":\"Gagné\"} | 88",
        "{\"leadId\":88} | 88",
        "{\"event\":\"x\",\"data\":{\"lead\":{\"id\":\"88\"}}} | 88",
        "{\"id\":\"evt_1\",\"data\":{\"lead_id\":\"88\",\"status\":\"Gagné\"}} | 88",
        "{\"id\":\"evt_1\",\"status\":\"Gagné\",\"lead\":{\"identifier\":88}} | 88",
        "[{\"lead_id\":\"88\"}] | 88",
        "lead%5Bid%5D=88&status=Gagn%E9 | 88",
        "payload=%7B%22lead_id%22%3A88%7D | 88",
        "{\"status\":\"Gagné\"} |",
        "<lead_id>88</lead_id> |",
      })
  void theLeadIsFoundWhereverItIsNamed(String body, String expected) {
    assertThat(reader.leadId(null, body.getBytes(UTF_8))).isEqualTo(Optional.ofNullable(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"appointment\":{\"date\":\"2026-04-02T09:30:00+02:00\",\"state\":\" planned \"}}"
            + " | 2026-04-02T07:30:00Z | planned",
        "appointment%5Bdate%5D=02/04/2026+9h30&appointment%5Bstatus%5D=annul%E9"
            + " | 2026-04-02T07:30:00Z | annulé",
        "{\"data\":{\"date\":\"2026-04-02 09:30\"}} | 2026-04-02T07:30:00Z |",
        "{\"rdv\":\"2001-05-14\"} | |",
        "{\"rdv\":\"2001-05-14\",\"appointment_at\":\"2026-04-02 09:30\"} | 2026-04-02T07:30:00Z |",
        "{\"date\":\"2026-02-02 09:30\"} | |",
        "{\"appointment\":\"chez Mme Dupont\"} | |",
        "<rdv>2026-04-02T09:30:00+02:00</rdv> | |",
      })
  void anAppointmentIsReadLikeAStatus(String body, Instant at, String state) {
    assertThat(reader.appointment(null, body.getBytes(UTF_8), WINDOW))
        .isEqualTo(new OpleadAppointment(Optional.ofNullable(at), Optional.ofNullable(state)));
  }

  /** All leads of an array except one were lost. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[{'lead_id':1,'status':'Gagné'},{'lead_id':2,'status':'Perdu'}] | 1=won 2=lost",
        "[{'id':1,'status':'Gagné'},{'id':2,'status':'Perdu'},{'id':1,'status':'Perdu'}]"
            + " | 1=lost 2=lost",
        "{'event':'status','data':[{'id':'a','status':'Gagné'},{'id':'b','status':'En cours'}]}"
            + " | a=won b=in_progress",
        "{'status':'success','leads':[{'id':1,'new_status':'Gagné'},{'id':2,'new_status':'RDV'}]}"
            + " | 1=won 2=appointment",
        "{'new_status':'Perdu','data':{'leads':[{'id':1},{'id':2}]}} | 1=lost 2=lost",
        "{'payload':'[{\\'id\\':1,\\'status\\':\\'Gagné\\'},{\\'id\\':2,\\'status\\':\\'Perdu\\'}]'}"
            + " | 1=won 2=lost",
        "[{'lead':{'id':1,'status':'Gagné'}},{'lead':{'id':2,'status':{'label':'Perdu'}}}]"
            + " | 1=won 2=lost",
        "[{'data':[{'id':1,'status':'Gagné'}]},{'data':[{'id':2,'status':'Perdu'}]}]"
            + " | 1=won 2=lost",
        "[{'id':1,'status':'Gagné'},{'id':1,'status':'Perdu'}] |",
        "{'id':1,'status':'Gagné'} |",
        "{'id':1,'status':'Gagné','events':[{'status':'Nouveau'},{'status':'En cours'}]} |",
        "[1,2,[3]] |",
        "no JSON |"
      })
  void eachLeadOfABodyAboutSeveralGetsItsOwnPart(String body, String expected) {
    String json = body.replace("\\'", "\\\"").replace('\'', '"');
    List<LeadReport> reports = reader.reports("application/json", json.getBytes(UTF_8));
    assertThat(
            reports.stream()
                .map(r -> r.leadId() + "=" + read(r).orElseThrow().status().code().wireName())
                .collect(Collectors.joining(" ")))
        .isEqualTo(expected == null ? "" : expected);
  }

  @Test
  void ofAThousandLeadsInOneBodyNoneIsLostAndNoneSeesAnother() {
    String items =
        IntStream.range(0, 1000)
            .mapToObj("{\"id\":\"L%1$d\",\"status\":\"Gagné\",\"note\":\"of %1$d\"}"::formatted)
            .collect(Collectors.joining(","));
    List<LeadReport> reports = reader.reports(null, ("[" + items + "]").getBytes(UTF_8));
    assertThat(reports).hasSize(1000);
    assertThat(new String(reports.get(999).body(), UTF_8))
        .contains("of 999")
        .doesNotContain("of 1\"");
  }

  /** A page next to 9,500 items was copied into each part. */
  @Test
  void aLongTextAroundSeveralLeadsIsInNoneOfTheirParts() {
    List<LeadReport> reports = reports("\"page\":\"" + "x".repeat(100_000) + "\"", 9_500);
    assertThat(reports).hasSize(9_500);
    for (LeadReport report : reports) {
      assertThat(report.body()).hasSizeLessThan(100);
      assertThat(read(report).orElseThrow().status().code()).isEqualTo(StatusCode.LOST);
    }
  }

  @Test
  void manyValuesAroundSeveralLeadsAreNotRepeatedForEach() {
    String values =
        IntStream.range(0, 1_000)
            .mapToObj(n -> "\"v%d\":\"%s\"".formatted(n, "x".repeat(100)))
            .collect(Collectors.joining(","));
    assertThat(reports(values, 100))
        .hasSize(100)
        .allSatisfy(report -> assertThat(report.body()).hasSizeLessThan(6_000));
  }

  @Test
  void ofManyItemsAboutALeadTheLastAreItsPart() {
    String items =
        IntStream.range(0, 5_000)
            .mapToObj("{\"id\":1,\"status\":\"Perdu\",\"n\":%d},"::formatted)
            .collect(Collectors.joining());
    String last = "{\"id\":1,\"status\":\"Gagné\"},{\"id\":2,\"status\":\"Perdu\"}";
    List<LeadReport> reports = reader.reports(null, ("[" + items + last + "]").getBytes(UTF_8));
    assertThat(reports).hasSize(2);
    assertThat(reports.get(0).body()).hasSizeLessThan(10_000);
    assertThat(read(reports.get(0)).orElseThrow().status().code()).isEqualTo(StatusCode.WON);
  }

  private List<LeadReport> reports(String around, int leads) {
    String items =
        IntStream.range(0, leads)
            .mapToObj("{\"id\":%d}"::formatted)
            .collect(Collectors.joining(","));
    String body = "{\"status\":\"Perdu\",%s,\"leads\":[%s]}".formatted(around, items);
    return reader.reports(null, body.getBytes(UTF_8));
  }

  private Optional<CallbackContent> read(LeadReport report) {
    return reader.read(report.contentType(), report.body(), WINDOW);
  }

  @Property
  void noBytesMakeItThrow(@ForAll byte[] body, @ForAll String contentType) {
    assertThat(reader.read(contentType, body, WINDOW)).isNotNull();
    assertThat(reader.leadId(contentType, body)).isNotNull();
    assertThat(reader.reports(contentType, body)).isNotNull();
  }

  @Property
  void noTextInTheRightPlaceMakesItThrow(@ForAll String text) {
    String json = "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    assertThat(read("{\"status\":\"Gagné\",\"updated_at\":" + json + ",\"rdv\":" + json + "}"))
        .isPresent();
    assertThat(read("{\"status\":" + json + ",\"amount\":" + json + "}")).isNotNull();
    assertThat(read("status=" + text + "&timestamp=" + text)).isNotNull();
    assertThat(read("--b\r\nContent-Disposition: form-data; name=\"" + text)).isNotNull();
  }

  private Optional<CallbackContent> read(String body) {
    return reader.read(null, body.getBytes(UTF_8), WINDOW);
  }

  private static CallbackReader reader(String... corrections) {
    CallbackProfile profile = TestProfile.with(corrections).callbacks();
    return new CallbackReader(profile, new StatusMap(profile));
  }
}
