package io.leadloop.console.lead;

import io.leadloop.page.FilteredPages.Refused;
import io.leadloop.page.PageContext;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/**
 * Leads that match a search, newest first.
 *
 * @param refused why the search is refused; empty if it is not
 */
@CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record LeadListPage(PageContext page, LeadSearch search, FoundLeads found, List<Refused> refused)
    implements TemplateInstance {}
