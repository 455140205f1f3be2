package io.leadloop.lead.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer that repeats a lead, masked. */
class ValueMaskTest {
  private static final String DOCUMENT =
      """
      {"lastname": "Lefèvre", "firstname": "Li", "email": "jean.dupont@example.com",
       "phone": "0601020304", "address": "12 rue des Lilas\\n75011 Paris",
       "message": "Bonjour, je suis Karl Öztürk, rappelez-moi au +33 6 99 88 77 66"}
      """;

  private final LeadValues values = LeadValues.of(DOCUMENT.getBytes(UTF_8)).orElseThrow();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTP 422 {\"error\":\"doublon\"} | HTTP 422 {\"error\":\"doublon\"}",
        "HTTP 422 M. Lefèvre refuse | HTTP 422 M. ••• refuse",
        "HTTP 422 LEFEVRE est un doublon | HTTP 422 ••• est un doublon",
        "HTTP 409 Lef\\u00e8vre existe | HTTP 409 ••• existe",
        "le numero 06 01 02 03 04 est faux | le numero ••• est faux",
        "le numero +33601020304 est faux | le numero ••• est faux",
        "adresse autre@example.org inconnue | adresse ••• inconnue",
        "doublon du lead 88231 | doublon du lead 88231"
      })
  void valuesAreMaskedAndTheRestStays(String answer, String shown) {
    assertThat(ValueMask.mask(answer, values)).contains(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP 422 12 rue des Lilas 75011 Paris",
        "Li",
        "bGVmZXZyZQ==",
        "06.01.02.03.04 et 0699887766",
        "jean.dupont@example.com",
        "j e a n . d u p o n t",
        "l-e-f-e-v-r-e",
        "ervefel",
        "<b>Lef&egrave;vre</b>",
        "Lef%C3%A8vre"
      })
  void nothingOfTheLeadIsLeft(String answer) {
    assertThat(ValueMask.mask(answer, values).stream())
        .allSatisfy(shown -> assertThat(values.occurIn(shown)).as(shown).isFalse());
  }

  @Test
  void aLongAnswerKeepsTheWordsThatAreNoValues() {
    String answer = "refus ".repeat(80) + "Lefèvre " + "refus ".repeat(80);
    assertThat(ValueMask.mask(answer, values))
        .contains("refus ".repeat(80) + "••• " + "refus ".repeat(80));
  }
}
