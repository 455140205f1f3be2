package io.leadloop.page.problem;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.leadloop.error.ErrorCode;
import io.leadloop.page.Preferences;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each code of the API is explained in each language of the pages. */
class ProblemCatalogTest {
  private static final Path TEXTS = Path.of("src/main/resources/problems");
  private static final YAMLMapper YAML = new YAMLMapper();

  private final ProblemCatalog catalog = new ProblemCatalog();

  @ParameterizedTest
  @EnumSource
  void eachCodeIsExplainedInEachLanguage(ErrorCode code) {
    for (Locale language : Preferences.LANGUAGES) {
      ProblemArticle article = catalog.find(code.slug(), language).orElseThrow();
      assertThat(article.type()).isEqualTo("/problems/" + code.slug());
      assertThat(article.status()).isEqualTo(code.status());
      assertThat(article.title()).isNotBlank().doesNotEndWith(".");
      assertThat(List.of(article.meaning(), article.cause(), article.remedy(), article.repeating()))
          .as(language.toString())
          .doesNotHaveDuplicates()
          .allSatisfy(text -> assertThat(text).hasSizeGreaterThan(15).endsWith("."));
    }
  }

  @ParameterizedTest
  @EnumSource
  void eachCodeIsTranslatedThroughout(ErrorCode code) {
    ProblemArticle english = catalog.find(code.slug(), Locale.ENGLISH).orElseThrow();
    ProblemArticle french = catalog.find(code.slug(), Locale.FRENCH).orElseThrow();
    assertThat(english.title()).isEqualTo(code.title());
    assertThat(texts(french)).doesNotContainAnyElementsOf(texts(english));
    assertThat(french.repeating().startsWith("Non"))
        .isEqualTo(english.repeating().startsWith("No"));
    assertThat(french.example()).isEqualTo(english.example());
  }

  /** What a program reads and what a person reads agree. */
  @ParameterizedTest
  @EnumSource
  void theAnswerOnRepeatingIsOne(ErrorCode code) {
    ProblemArticle article = catalog.find(code.slug(), Locale.ENGLISH).orElseThrow();
    assertThat(article.repeating().startsWith("No")).isNotEqualTo(article.repeatable());
  }

  @ParameterizedTest
  @EnumSource
  void theExampleIsAnAnswerWithTheCode(ErrorCode code) throws IOException {
    ProblemArticle article = catalog.find(code.slug(), Locale.ENGLISH).orElseThrow();
    JsonNode sample = YAML.readTree(article.sample());
    assertThat(sample.path("type").asText()).isEqualTo(article.type());
    assertThat(sample.path("title").asText()).isEqualTo(code.title());
    assertThat(sample.path("status").asInt()).isEqualTo(code.status());
    assertThat(sample.path("detail").asText()).isNotBlank();
  }

  @Test
  void nothingElseIsExplained() throws IOException {
    assertThat(names("problems.yaml"))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ErrorCode.values()).map(ErrorCode::slug).toList());
  }

  /** A detail that is reworded in the code would silently lose its translation. */
  @Test
  void eachTranslatedDetailIsOneOfTheCode() throws IOException {
    String code = code();
    assertThat(names("details_fr.yaml"))
        .hasSizeGreaterThan(20)
        .allMatch(detail -> isIn(code, detail));
    assertThat(isIn(code, "There is no such planet.")).isFalse();
    assertThat(isIn(code, "The lead is on its way to the moon.")).isFalse();
  }

  @Test
  void aDetailWithoutTranslationHasNone() {
    assertThat(catalog.detail("There is no such lead.", Locale.FRENCH))
        .contains("Ce lead n’existe pas.");
    assertThat(catalog.detail("There is no such lead.", Locale.ENGLISH))
        .contains("There is no such lead.");
    assertThat(catalog.detail("A lead has at most 20.", Locale.FRENCH)).isEmpty();
  }

  private static List<String> texts(ProblemArticle article) {
    return List.of(
        article.title(), article.meaning(), article.cause(), article.remedy(), article.repeating());
  }

  private static List<String> names(String file) throws IOException {
    JsonNode texts = YAML.readTree(Files.readString(TEXTS.resolve(file)));
    return StreamSupport.stream(((Iterable<String>) texts::fieldNames).spliterator(), false)
        .toList();
  }

  /** As it is, or put together from its parts. */
  private static boolean isIn(String code, String detail) {
    String whole = '"' + detail + '"';
    String missing = detail.replaceFirst("^There is no such (.*)\\.$", "notFound(\"$1\")");
    String[] member = detail.replaceFirst("^/", "").split(": ", 2);
    return code.contains(whole)
        || code.contains(missing)
        || member.length == 2 && code.contains("\"/%s\", \"%s\"".formatted(member[0], member[1]))
        || Arrays.stream(ErrorCode.values()).anyMatch(each -> detail.equals(each.title() + "."));
  }

  /** All sources, with literals that are split over lines joined. */
  private static String code() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(ProblemCatalogTest::read)
          .collect(joining())
          .replaceAll("\"\\s*\\+\\s*\"", "");
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
