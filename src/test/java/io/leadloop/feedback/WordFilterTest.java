package io.leadloop.feedback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.LeadValues;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordFilterTest {
  private static final int LONGEST = 40;

  private final Optional<LeadValues> values =
      LeadValues.of("{\"lastname\":\"Lefèvre\"}".getBytes(UTF_8));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Devis envoyé",
        "Relance n°2",
        "À revoir en 2027",
        "Gagné (50 %)",
        "R.D.V.",
        "C'est non"
      })
  void aWordThatIsNobodysPasses(String word) {
    assertThat(passes(word)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Perdu - Lefèvre",
        "L%C3%A9f%C3%A8vre",
        "paul@autre.fr",
        "paul&#64;autre",
        "paul＠autre",
        "voir https://crm/1",
        "www crm",
        "crm.example.fr",
        "Code 75011",
        "Code ７５０１１",
        "01 02 3",
        "a\u0007b",
        "Perdu - Lef\uFFFDvre",
        "Perdu - LefÃ¨vre",
        "Perdu - Lef?vre",
        "Tres long libelle que personne ne peut ecrire"
      })
  void aWordThatMayBeSomebodysIsWithheld(String word) {
    assertThat(passes(word)).isFalse();
  }

  @Test
  void nothingPassesWhereTheLeadIsNotKnown() {
    assertThat(WordFilter.passes("Devis envoyé", LONGEST, Optional.empty())).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "none | none",
        "'' | none",
        "application/json | application/json",
        "Text/Plain; Charset=\"ISO-8859-1\"; name=Dupont.txt | text/plain; charset=iso-8859-1",
        "application/json; charset=dupont | application/json",
        "dupont@example.com | none",
        "application/x-dupont-0601020304; charset=utf-8 | ; charset=utf-8",
        "; charset=utf-8 | ; charset=utf-8"
      })
  void ofAContentTypeOnlyTheTypeAndTheCharsetAreKept(String header, String kept) {
    assertThat(PlainContentType.of(header)).isEqualTo(kept);
  }

  private boolean passes(String word) {
    return WordFilter.passes(word, LONGEST, values);
  }
}
