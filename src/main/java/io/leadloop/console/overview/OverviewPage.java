package io.leadloop.console.overview;

import io.leadloop.page.PageContext;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** What needs somebody, and how the lanes are. */
@CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record OverviewPage(PageContext page, Overview overview) implements TemplateInstance {}
