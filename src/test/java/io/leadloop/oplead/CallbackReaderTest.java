package io.leadloop.oplead;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackReaderTest {

  private static final Instant RECEIVED = Instant.parse("2026-03-01T10:00:00Z");
  private static final String FORM = "application/x-www-form-urlencoded";

  private final CallbackReader reader = reader();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"status\":{\"label\":\"Gagné\",\"name\":\"Perdu\"}}",
        "{\"status\":{\"name\":\"Gagné\"}}",
        "{\"status\":\"Gagné\",\"statut\":\"Perdu\"}",
        "{\"lead\":{\"status\":{\"label\":\"Gagné\"}}}",
        "{\"lead\":{\"status\":\"Gagné\"}}",
        "{\"new_status\":\"Gagné\"}",
        "{\"statut\":\"Gagné\"}",
        "{\"status\":null,\"new_status\":\" \",\"statut\":\"Gagné\"}",
        "\uFEFF{\"statut\":\"Gagné\"}",
        "status=Gagn%C3%A9&lead=1",
        "status%5Blabel%5D=Gagn%C3%A9",
        "status[label]=Gagné",
        "lead.status=Gagn%C3%A9",
        "%2Fnew_status=Gagn%C3%A9",
        "new_status=+Gagn%C3%A9+",
        "a&&=b&statut=Gagn%C3%A9&statut=Perdu",
      })
  void theStatusIsFoundWhereverItIs(String body) {
    assertThat(read(body)).isEqualTo(new OpleadStatus(StatusCode.WON, "Gagné", RECEIVED));
  }

  @ParameterizedTest
  @CsvSource({"7, 7", "true, true", "2.50, 2.50", "\"Ça va\", Ça va", "1E+2, 1E+2"})
  void aLabelOfAnotherKindIsReadAsTextAndKept(String value, String label) {
    assertThat(read("{\"status\":" + value + "}"))
        .isEqualTo(new OpleadStatus(StatusCode.OTHER, label, RECEIVED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "null",
        "5",
        "[]",
        "{}",
        "{\"status\":{}}",
        "{\"status\":\"\\u0000\"}",
        "{\"status\":\"Gagné\"",
        "{\"status\":1e99999999999}",
        "<status>Gagné</status>",
        "status",
        "=Gagné",
        "status=%20",
      })
  void whatHasNoStatusIsOtherWithoutALabel(String body) {
    assertThat(read(body)).isEqualTo(new OpleadStatus(StatusCode.OTHER, null, RECEIVED));
  }

  @Test
  void aBodyNestedBeyondReasonIsOther() {
    String deep = "{\"status\":" + "[".repeat(100_000);
    assertThat(read(deep)).isEqualTo(new OpleadStatus(StatusCode.OTHER, null, RECEIVED));
  }

  @Test
  void theCharsetOfTheContentTypeCounts() {
    OpleadStatus won = new OpleadStatus(StatusCode.WON, "Gagné", RECEIVED);
    byte[] json = "{\"status\":\"Gagné\"}".getBytes(ISO_8859_1);
    assertThat(reader.read("application/json; charset=\"ISO-8859-1\"", json, RECEIVED).status())
        .isEqualTo(won);
    byte[] form = "status=Gagn%E9".getBytes(ISO_8859_1);
    assertThat(reader.read(FORM + ";charset=latin1", form, RECEIVED).status()).isEqualTo(won);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json; charset=klingon-1", "text/plain", ";;;", "", FORM})
  void anUnhelpfulContentTypeDoesNotMatter(String contentType) {
    byte[] body = "{\"status\":\"Perdu\"}".getBytes(UTF_8);
    assertThat(reader.read(contentType, body, RECEIVED).status().code()).isEqualTo(StatusCode.LOST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"updated_at", "date", "occurred_at", "timestamp"})
  void theTimeIsFoundWhereverItIs(String member) {
    Instant told = Instant.parse("2026-02-28T08:30:00Z");
    assertThat(read("{\"" + member + "\":\"2026-02-28T08:30:00Z\"}").at()).isEqualTo(told);
    assertThat(read(member + "=2026-02-28T08%3A30%3A00Z").at()).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource({
    "\"2026-02-28T08:30:00Z\", 2026-02-28T08:30:00Z",
    "\"2026-02-28t08:30:00z\", 2026-02-28T08:30:00Z",
    "\"2026-02-28T09:30:00.250+01:00\", 2026-02-28T08:30:00.250Z",
    "\"2026-02-28T09:30:00+0100\", 2026-02-28T08:30:00Z",
    "\"2026-02-28 08:30:00\", 2026-02-28T08:30:00Z",
    "\"2026-02-28T08:30:00\", 2026-02-28T08:30:00Z",
    "1772267400, 2026-02-28T08:30:00Z",
    "\"1772267400\", 2026-02-28T08:30:00Z",
    "1772267400250, 2026-02-28T08:30:00.250Z",
    "1772267400.0, 2026-02-28T08:30:00Z",
  })
  void aTimeMayBeWrittenInManyForms(String value, Instant expected) {
    assertThat(read("{\"date\":" + value + "}").at()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"yesterday\"",
        "\"2026-02-30 08:30:00\"",
        "\"2026-02-28\"",
        "\"28/02/2026\"",
        "12",
        "-1772267400",
        "99999999999999999999",
        "true",
        "{}",
        "null",
      })
  void aTimeThatCannotBeReadIsTheTimeOfReceipt(String value) {
    byte[] body = ("{\"date\":" + value + "}").getBytes(UTF_8);
    CallbackContent content = reader.read(null, body, RECEIVED);
    assertThat(content.status().at()).isEqualTo(RECEIVED);
    assertThat(content.dated()).isFalse();
  }

  @Test
  void thePlacesCanBeCorrected() {
    CallbackReader corrected =
        reader("callback.status-pointers", "/etat", "callback.time-pointers", "/le");
    byte[] body = "{\"etat\":\"Perdu\",\"le\":1772267400,\"status\":\"Gagné\"}".getBytes(UTF_8);
    CallbackContent content = corrected.read(null, body, RECEIVED);
    assertThat(content.status())
        .isEqualTo(
            new OpleadStatus(StatusCode.LOST, "Perdu", Instant.parse("2026-02-28T08:30:00Z")));
    assertThat(content.dated()).isTrue();
  }

  @Property
  void noBytesMakeItThrow(@ForAll byte[] body, @ForAll String contentType) {
    assertThat(reader.read(contentType, body, RECEIVED).status().code()).isNotNull();
  }

  @Property
  void noTextInTheRightPlaceMakesItThrow(@ForAll String text) {
    String json = "{\"status\":\"" + text + "\",\"date\":\"" + text + "\"}";
    assertThat(read(json).code()).isNotNull();
    assertThat(read("status=" + text + "&date=" + text).code()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"status\":\"Gagné\",\"amount\":12500.50} | 12500.50",
        "{\"status\":\"Gagné\",\"quote\":{\"amount\":\"12 500,50 €\"}} | 12500.50",
        "status=Gagn%C3%A9&montant=1.250 | 1.250",
        "{\"status\":\"Gagné\",\"amount\":\"Jean Dupont\"} |",
        "{\"status\":\"Gagné\",\"amount\":{\"of\":\"Dupont\"}} |",
        "{\"status\":\"Gagné\",\"amount\":1e400} |",
        "{\"status\":\"Gagné\"} |"
      })
  void anAmountIsTakenOnlyWhereItIsANumber(String body, BigDecimal expected) {
    CallbackContent content = reader.read(null, body.getBytes(UTF_8), RECEIVED);
    assertThat(content.amount()).isEqualTo(Optional.ofNullable(expected));
    assertThat(content.status().code()).isEqualTo(StatusCode.WON);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"rdv\":\"2026-04-02T09:30:00+02:00\"} | 2026-04-02T07:30:00Z",
        "{\"appointment\":{\"date\":\"2026-04-02 09:30:00\"}} | 2026-04-02T09:30:00Z",
        "{\"appointment\":\"chez Mme Dupont\"} |",
        "{} |"
      })
  void anAppointmentIsTakenOnlyWhereItIsATime(String body, Instant expected) {
    assertThat(reader.read(null, body.getBytes(UTF_8), RECEIVED).appointmentAt())
        .isEqualTo(Optional.ofNullable(expected));
  }

  private OpleadStatus read(String body) {
    return reader.read(null, body.getBytes(UTF_8), RECEIVED).status();
  }

  private static CallbackReader reader(String... config) {
    OpleadConfig oplead = TestConfig.with(config);
    return new CallbackReader(oplead, new StatusMap(oplead));
  }
}
