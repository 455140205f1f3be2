package io.leadloop.console.bulk;

import io.leadloop.bulk.BulkOperation;
import io.leadloop.http.Page;
import io.leadloop.page.PageContext;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** Bulk operations, newest first. */
@CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record BulkListPage(PageContext page, Page<BulkOperation> operations, boolean isFirst)
    implements TemplateInstance {}
