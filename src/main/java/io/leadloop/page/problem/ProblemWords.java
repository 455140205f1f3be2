package io.leadloop.page.problem;

import io.leadloop.http.Problem;
import io.leadloop.page.PageContext;
import io.quarkus.qute.TemplateExtension;

/**
 * The words of problems in templates, in the page's language. What has no translation stays
 * English, and a template marks it by its language.
 */
@TemplateExtension
public final class ProblemWords {
  private static final String ENGLISH = "en";

  private ProblemWords() {}

  /** The problem's title. */
  public static String titleIn(Problem problem, PageContext page) {
    return ProblemCatalog.SHARED
        .find(ProblemArticle.slug(problem.type()), page.locale())
        .map(ProblemArticle::title)
        .orElse(problem.title());
  }

  /** A detail of the API. */
  public static String detailIn(String english, PageContext page) {
    return ProblemCatalog.SHARED.detail(english, page.locale()).orElse(english);
  }

  /** The language of {@link #detailIn}. */
  public static String languageIn(String english, PageContext page) {
    return ProblemCatalog.SHARED.detail(english, page.locale()).isPresent()
        ? page.language()
        : ENGLISH;
  }
}
