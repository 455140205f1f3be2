package io.leadloop.console.form;

import io.leadloop.page.PageContext;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The answer to a form that leads to more than a changed page. */
@CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record ResultPage(PageContext page, Result result) implements TemplateInstance {}
