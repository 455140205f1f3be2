package io.leadloop.console;

import io.leadloop.access.audit.AuditEntry;
import io.leadloop.http.Page;
import io.leadloop.page.PageContext;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** Who changed what, newest first. */
@CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record AuditPage(PageContext page, Page<AuditEntry> entries, boolean isFirst)
    implements TemplateInstance {}
