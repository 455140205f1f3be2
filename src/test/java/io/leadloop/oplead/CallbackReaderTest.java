package io.leadloop.oplead;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackReaderTest {
  private static final Instant RECEIVED = Instant.parse("2026-01-02T03:04:05Z");
  private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";

  private final CallbackReader reader = new CallbackReader(TestOpleadConfig.defaults());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"status\":{\"label\":\"En cours\"}}",
        "{\"status\":{\"name\":\"En cours\"}}",
        "{\"status\":\"En cours\"}",
        "{\"lead\":{\"status\":{\"label\":\"En cours\"}}}",
        "{\"lead\":{\"status\":\"En cours\"}}",
        "{\"new_status\":\"En cours\"}",
        "{\"statut\":\" En\\ncours \"}",
        "{\"status\":null,\"statut\":\"En cours\"}"
      })
  void theStatusIsFoundWhereverItMayStand(String body) {
    assertThat(read(null, body))
        .isEqualTo(new OpleadStatus(StatusCode.IN_PROGRESS, "En cours", RECEIVED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"status=En+cours", "a=%zz&statut=En%20cours", "status[label]=En cours"})
  void aFormServesAsWell(String body) {
    assertThat(read(FORM, body).code()).isEqualTo(StatusCode.IN_PROGRESS);
  }

  @ParameterizedTest
  @CsvSource({
    "Nouveau, NEW",
    "EN COURS, IN_PROGRESS",
    "nurserie, NURSERY",
    "Rendez vous, APPOINTMENT",
    "RDV, APPOINTMENT",
    "Devis a faire, QUOTE_TO_DO",
    "DEVIS À RELANCER, QUOTE_FOLLOW_UP",
    "gagne, WON",
    "Gagné, WON",
    "Perdu, LOST",
    "Sans  suite, NO_FOLLOW_UP",
    "Gagnant, OTHER"
  })
  void labelsAreComparedWithoutCapitalsAccentsAndSpaces(String label, StatusCode code) {
    assertThat(read(null, "{\"status\":\"" + label + "\"}").code()).isEqualTo(code);
  }

  @Test
  void anUnknownLabelIsKept() {
    assertThat(read(null, "{\"status\":\"À rappeler\"}"))
        .isEqualTo(new OpleadStatus(StatusCode.OTHER, "À rappeler", RECEIVED));
    assertThat(read(null, "{\"status\":\"" + "😀".repeat(200) + "\"}").label())
        .isEqualTo("😀".repeat(100));
  }

  @ParameterizedTest
  @CsvSource({
    "updated_at, '\"2026-01-01T10:00:00+01:00\"', 2026-01-01T09:00:00Z",
    "date, '\"2026-01-01 10:00:00\"', 2026-01-01T10:00:00Z",
    "occurred_at, '\"2026-01-01T10:00:00+0100\"', 2026-01-01T09:00:00Z",
    "timestamp, 1767261600, 2026-01-01T10:00:00Z",
    "timestamp, 1767261600123, 2026-01-01T10:00:00.123Z",
    "date, '\"yesterday\"', 2026-01-02T03:04:05Z",
    "other, '\"2026-01-01T10:00:00Z\"', 2026-01-02T03:04:05Z"
  })
  void theTimeIsTheCallbacksOwnWhereItCanBeRead(String member, String value, Instant at) {
    assertThat(read(null, "{\"status\":\"x\",\"" + member + "\":" + value + "}").at())
        .isEqualTo(at);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "garbage", "\"En cours\"", "{}", "[1]", "{\"status\":", "status=En cours"})
  void whatCannotBeReadIsOtherWithoutALabel(String body) {
    assertThat(read("application/json", body))
        .isEqualTo(new OpleadStatus(StatusCode.OTHER, null, RECEIVED));
  }

  @Property(tries = 1000)
  void noBytesAreAnError(@ForAll byte[] body) {
    assertThat(reader.read(null, body, RECEIVED)).isNotNull();
    assertThat(reader.read(FORM, body, RECEIVED)).isNotNull();
  }

  @Property(tries = 1000)
  void noFormIsAnError(@ForAll String name, @ForAll String value) {
    String form = "status[a]=1&status=" + value + "&" + name + "[" + value + "=" + name;
    assertThat(read(FORM, form)).isNotNull();
  }

  private OpleadStatus read(String contentType, String body) {
    return reader.read(contentType, body.getBytes(UTF_8), RECEIVED);
  }
}
