package io.leadloop.console.form;

import io.leadloop.page.PageContext;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** Any form of the console. */
@CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record FormPage(PageContext page, Form form) implements TemplateInstance {}
