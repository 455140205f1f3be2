package io.leadloop.page.problem;

import io.leadloop.page.PageContext;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/**
 * All problems that an answer may have.
 *
 * @param unknown the problem that was asked for and does not exist; null for the list itself
 */
@CheckedTemplate(basePath = "problem", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record ProblemListPage(PageContext page, List<ProblemArticle> articles, String unknown)
    implements TemplateInstance {}
