package io.leadloop.page.problem;

import io.leadloop.http.Problem;
import io.leadloop.page.PageContext;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/**
 * A problem of a page.
 *
 * @param site {@code console} or {@code portal}
 * @param slug of the page that explains the problem
 */
@CheckedTemplate(basePath = "page", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record ProblemPage(PageContext page, String site, Problem problem, String slug)
    implements TemplateInstance {}
