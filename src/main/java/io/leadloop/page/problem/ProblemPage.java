package io.leadloop.page.problem;

import io.leadloop.page.PageContext;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/**
 * A problem of a page.
 *
 * @param site {@code console} or {@code portal}
 * @param detailLanguage the language that the detail is in
 * @param slug of the page that explains the problem
 */
@CheckedTemplate(basePath = "page", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record ProblemPage(
    PageContext page,
    String site,
    int status,
    String title,
    String detail,
    String detailLanguage,
    String slug)
    implements TemplateInstance {}
