package io.leadloop.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A French page has the headings, tables, links and code of the English one. */
class TranslationTest {
  static Stream<Path> translations() {
    return Document.all().stream().map(Document::path).filter(TranslationTest::isFrench);
  }

  static boolean isFrench(Path page) {
    return page.getParent() != null && page.getParent().endsWith("fr");
  }

  @ParameterizedTest
  @MethodSource("translations")
  void hasTheSameParts(Path translation) {
    Document french = Document.at(translation);
    Document english = Document.at(english(translation));

    assertThat(french.headings())
        .extracting(Document.Heading::level)
        .isEqualTo(english.headings().stream().map(Document.Heading::level).toList());
    assertThat(french.blocks()).isEqualTo(english.blocks());
    assertThat(commandsIn(french)).isEqualTo(commandsIn(english));
    assertThat(rows(french)).isEqualTo(rows(english));
    assertThat(pages(french)).isEqualTo(pages(english));
  }

  /** The pages of the readers that the product is made for in French. */
  @ParameterizedTest
  @MethodSource("translated")
  void isTranslated(String page) {
    assertThat(translations()).contains(Path.of("src/docs", page));
  }

  static List<String> translated() {
    return List.of(
        "provider/fr/guide.md",
        "provider/fr/ten-minutes.md",
        "administrator/fr/guide.md",
        "administrator/fr/first-customer.md");
  }

  private static Path english(Path translation) {
    return translation.getParent().resolveSibling(translation.getFileName());
  }

  private static List<String> commandsIn(Document page) {
    return page.inlineCode().stream().filter(code -> code.startsWith("leadloop ")).toList();
  }

  private static long rows(Document page) {
    return page.text().lines().filter(line -> line.startsWith("| ")).count();
  }

  /** What the page links to, whatever the language; that of the other language apart. */
  private static List<Path> pages(Document page) {
    return page.links().stream()
        .map(link -> DocumentLinksTest.target(page, link))
        .map(target -> isFrench(target) ? english(target) : target)
        .filter(
            target -> !target.equals(isFrench(page.path()) ? english(page.path()) : page.path()))
        .sorted()
        .toList();
  }
}
