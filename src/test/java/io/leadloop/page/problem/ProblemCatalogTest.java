package io.leadloop.page.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.leadloop.error.ErrorCode;
import io.leadloop.page.Preferences;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each code of the API is explained in each language of the pages. */
class ProblemCatalogTest {
  private static final Path TEXTS = Path.of("src/main/resources/problems");
  private static final YAMLMapper YAML = new YAMLMapper();

  private final ProblemCatalog catalog = ProblemCatalog.SHARED;

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

  private static List<String> texts(ProblemArticle article) {
    return List.of(
        article.title(), article.meaning(), article.cause(), article.remedy(), article.repeating());
  }

  private static List<String> names(String file) throws IOException {
    JsonNode texts = YAML.readTree(Files.readString(TEXTS.resolve(file)));
    return StreamSupport.stream(((Iterable<String>) texts::fieldNames).spliterator(), false)
        .toList();
  }
}
