package io.leadloop.console.access;

import io.leadloop.page.FilteredPages.Refused;
import io.leadloop.page.PageContext;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/**
 * Who changed what, newest first.
 *
 * @param next the cursor of the next page; null on the last one
 * @param refused why the filter is refused; empty if it is not
 */
@CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record AuditPage(
    PageContext page, AuditFilter filter, List<AuditLine> lines, String next, List<Refused> refused)
    implements TemplateInstance {}
