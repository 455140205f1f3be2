package io.leadloop.page.problem;

import io.leadloop.page.PageContext;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** What one problem means, and what to do about it. */
@CheckedTemplate(basePath = "problem", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record ProblemArticlePage(PageContext page, ProblemArticle article) implements TemplateInstance {}
