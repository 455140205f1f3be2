package io.leadloop.portal;

import io.leadloop.page.PageContext;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** Whether the provider's integration works, and the next steps. */
@CheckedTemplate(basePath = "portal", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record HomePage(PageContext page, Home home) implements TemplateInstance {}
