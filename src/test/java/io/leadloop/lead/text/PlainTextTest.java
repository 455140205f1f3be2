package io.leadloop.lead.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.testing.Spellings;
import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PlainTextTest {

  @Property(tries = 500)
  void anySpellingOfTheSameWordsIsTheSameText(
      @ForAll("words") List<String> words,
      @ForAll("changes") UnaryOperator<String> change,
      @ForAll("changes") UnaryOperator<String> another) {
    String text = String.join(" ", words);

    assertThat(PlainText.joined(PlainText.of(another.apply(change.apply(text)))))
        .isEqualTo(PlainText.joined(PlainText.of(text)));
  }

  @Property(tries = 1_000)
  void itsOwnResultStaysAsItIs(@ForAll String text) {
    String plain = PlainText.of(text);
    assertThat(PlainText.of(plain)).isEqualTo(plain);
    assertThat(plain).doesNotContain("  ").isEqualTo(plain.strip());
  }

  @Test
  void wordsAreLowerCaseLettersAndDigits() {
    assertThat(PlainText.of("  12, rue des Lilas\n75011\u00a0PARIS "))
        .isEqualTo("12 rue des lilas 75011 paris");
    assertThat(PlainText.of("LEFÈVRE-Straße œuf ﬁn")).isEqualTo("lefevre strasse oeuf fin");
    assertThat(PlainText.of("٠٦ ０１")).isEqualTo("06 01");
  }

  @Test
  void encodingsAreTakenOffLayerByLayer() {
    assertThat(PlainText.of("Lef%25C3%25A8vre")).isEqualTo("lefevre");
    assertThat(PlainText.of("Lef%E8vre")).isEqualTo("lefevre");
    assertThat(PlainText.of("Lef&amp;egrave;vre")).isEqualTo("lefevre");
    assertThat(PlainText.of("L&#101;f\\u00e8vre")).isEqualTo("lefevre");
    assertThat(PlainText.decoded("jean&commat;example.com")).isEqualTo("jean@example.com");
    assertThat(PlainText.of("50 % &c.")).isEqualTo("50 c");
  }

  @Provide
  Arbitrary<List<String>> words() {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .withCharRange('A', 'Z')
        .withCharRange('0', '9')
        .withChars("éèêçàùïôœÉÈÇ")
        .ofMinLength(1)
        .ofMaxLength(10)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  @Provide
  Arbitrary<UnaryOperator<String>> changes() {
    return Arbitraries.of(Spellings.changes());
  }
}
