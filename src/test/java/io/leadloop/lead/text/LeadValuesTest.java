package io.leadloop.lead.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.testing.Spellings;
import java.util.Base64;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeadValuesTest {
  private static final String DOCUMENT =
      """
      {"lastname": "Lefèvre", "firstname": "Li", "email": "jean.dupont@example.com",
       "phone": "0601020304", "address": "12 rue des Lilas\\n75011 Paris", "owner": true,
       "answer": "Non", "budget": 12500, "children": [{"name": "Zoé-Anne"}],
       "message": "Bonjour, je suis Karl Öztürk, rappelez-moi au +33 6 99 88 77 66 pour un devis"}
      """;

  private final LeadValues values = LeadValues.of(DOCUMENT.getBytes(UTF_8)).orElseThrow();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Perdu - jean.dupont@example.com Lefèvre 0601020304",
        "LEFEVRE",
        "M. Lefèvre absent",
        "dossierLefevre",
        "Perdu - Li",
        "LI",
        "+33601020304",
        "0033601020304",
        "06 01 02 03 04",
        "06.01.02.03.04",
        "(+33)6-01-02-03-04",
        "tel 601020304",
        "0102",
        "12 rue des Lilas 75011 Paris",
        "rue Lilas",
        "parti à Paris",
        "75011",
        "dupont",
        "Jean absent",
        "jean.dupont@e",
        "zoe anne",
        "ZOÉANNE",
        "12 500 euros",
        "karl",
        "Oztuerk ou OZTURK",
        "06 99 88 77 66",
        "je suis karl",
        "bGVmZXZyZQ==",
        "TGVmw6h2cmU",
        "amVhbi5kdXBvbnRAZXhhbXBsZS5jb20="
      })
  void aValueIsRecognisedHoweverItIsWritten(String text) {
    assertThat(values.occurIn(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Devis envoyé",
        "Non joignable",
        "Peut-être",
        "Client à rappeler",
        "Relance 2",
        "Vendu à un concurrent",
        "Injoignable (3e appel)",
        "En attente d'un financement",
        "true"
      })
  void aTextWithoutAValuePasses(String text) {
    assertThat(values.occurIn(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"lead-LEFEVRE-2", "dupont.1", "c/33601020304", "06-01-02-03-04"})
  void anIdentifierThatSpellsANameOrATelephoneNumberIsRecognised(String identifier) {
    assertThat(values.areSpelledBy(identifier)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"L-2026-00042", "LEAD-75011", "OP-12500-A", "Li-7", "x0102", "01a2-rue"})
  void anIdentifierThatSharesDigitsOrAShortWordWithALeadIsNone(String identifier) {
    assertThat(values.areSpelledBy(identifier)).isFalse();
  }

  @Property(tries = 500)
  void anyNameIsRecognisedInAnySpelling(
      @ForAll("names") String name,
      @ForAll("changes") UnaryOperator<String> change,
      @ForAll("changes") UnaryOperator<String> another) {
    String text = another.apply("Perdu : " + change.apply(name) + " !");
    assertThat(of(name).occurIn(text)).isTrue();
  }

  @Property(tries = 300)
  void anyTelephoneNumberIsRecognisedInAnyForm(
      @ForAll("numbers") String subscriber,
      @ForAll("prefixes") String prefix,
      @ForAll("prefixes") String another,
      @ForAll("separators") String separator) {
    String grouped = (another + subscriber).replaceAll("(..)", "$1" + separator);
    assertThat(of(prefix + subscriber).occurIn("Rappeler " + grouped)).isTrue();
  }

  @Property(tries = 200)
  void anyNameIsRecognisedInBase64(@ForAll("names") String name) {
    String encoded = Base64.getEncoder().encodeToString(name.getBytes(UTF_8));
    assertThat(of(name).occurIn(encoded)).isTrue();
  }

  /** Such labels were published, as if they had only common words. */
  @ParameterizedTest
  @ValueSource(strings = {"Long", "Avril", "Janvier", "Page", "Courrier", "Cadre"})
  void aNameThatIsAlsoACommonWordIsRecognised(String name) {
    LeadValues values =
        LeadValues.of("{\"LastName\":\"%s\"}".formatted(name).getBytes(UTF_8)).orElseThrow();
    assertThat(values.occurIn("Perdu " + name)).isTrue();
    assertThat(values.occurIn("Perdu")).isFalse();
  }

  /** They once overflowed the stack. */
  @Test
  void aLongListOfNumbersIsRead() {
    assertThat(of("1,2,".repeat(15_000)).occurIn("Injoignable")).isFalse();
    assertThat(of("%41".repeat(20_000)).occurIn("Injoignable")).isFalse();
  }

  @Test
  void membersOfOneNameAreAllValues() {
    LeadValues both =
        LeadValues.of("{\"a\":\"Martin\",\"a\":\"Bernard\"}".getBytes(UTF_8)).orElseThrow();
    assertThat(both.occurIn("Martin")).isTrue();
    assertThat(both.occurIn("Bernard")).isTrue();
  }

  @Test
  void aDocumentWithAVeryLongNameOrNumberIsRead() {
    String document = "{\"%s\":\"Martin\",\"n\":%s}".formatted("n".repeat(60_000), "1".repeat(999));
    assertThat(LeadValues.of(document.getBytes(UTF_8)).orElseThrow().occurIn("Martin")).isTrue();
  }

  @Test
  void textThatIsNotJsonHasNoValues() {
    assertThat(LeadValues.of("{\"a\":".getBytes(UTF_8))).isEmpty();
  }

  @Test
  void valuesAreNotPrinted() {
    assertThat(values.toString()).doesNotContainIgnoringCase("lefevre");
  }

  private static LeadValues of(String value) {
    return LeadValues.of(("{\"value\":\"" + value + "\"}").getBytes(UTF_8)).orElseThrow();
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .withChars("éèçàüôÉÈÇ -'")
        .ofMinLength(4)
        .ofMaxLength(16)
        .map(name -> "Bo" + name);
  }

  @Provide
  Arbitrary<String> numbers() {
    return Arbitraries.strings().numeric().ofLength(8).map(rest -> "6" + rest);
  }

  @Provide
  Arbitrary<String> prefixes() {
    return Arbitraries.of("0", "+33", "0033", "", "(+33)", "33");
  }

  @Provide
  Arbitrary<String> separators() {
    return Arbitraries.of("", " ", ".", "-", "/", "\u00a0", "\n");
  }

  @Provide
  Arbitrary<UnaryOperator<String>> changes() {
    return Arbitraries.of(Spellings.changes());
  }
}
