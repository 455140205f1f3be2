package io.leadloop.page.problem;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.leadloop.error.ErrorCode;
import io.leadloop.page.Preferences;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What each {@link ErrorCode} means, in each language of the pages: {@code problems/problems.yaml},
 * read once. A test holds that no code is missing.
 */
final class ProblemCatalog {
  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  static final ProblemCatalog SHARED = new ProblemCatalog();

  private final Map<Locale, List<ProblemArticle>> articles;
  private final DetailTranslations frenchDetails;

  private ProblemCatalog() {
    Map<String, ProblemEntry> entries = read("problems.yaml", new TypeReference<>() {});
    this.articles =
        Preferences.LANGUAGES.stream()
            .collect(toMap(identity(), language -> articles(entries, language)));
    this.frenchDetails = new DetailTranslations(read("details_fr.yaml", new TypeReference<>() {}));
  }

  /** All of them, in the order of their status and code. */
  List<ProblemArticle> all(Locale language) {
    return articles.get(language);
  }

  Optional<ProblemArticle> find(String slug, Locale language) {
    return all(language).stream().filter(article -> article.slug().equals(slug)).findFirst();
  }

  /** The detail of an answer in the language, if there is a translation. */
  Optional<String> detail(String english, Locale language) {
    return Locale.ENGLISH.equals(language) ? Optional.of(english) : frenchDetails.of(english);
  }

  private static List<ProblemArticle> articles(Map<String, ProblemEntry> entries, Locale language) {
    return Arrays.stream(ErrorCode.values())
        .filter(code -> entries.containsKey(code.slug()))
        .map(code -> entries.get(code.slug()).article(code, language))
        .sorted(ProblemArticle.ORDER)
        .toList();
  }

  private static <T> T read(String name, TypeReference<T> type) {
    try (InputStream file = ProblemCatalog.class.getResourceAsStream("/problems/" + name)) {
      return YAML.readValue(file, type);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read problems/" + name, e);
    }
  }
}
