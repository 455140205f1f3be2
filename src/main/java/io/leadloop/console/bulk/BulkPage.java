package io.leadloop.console.bulk;

import io.leadloop.bulk.BulkOperation;
import io.leadloop.page.PageContext;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** One operation, and how far it is. */
@CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record BulkPage(PageContext page, BulkOperation operation) implements TemplateInstance {}
