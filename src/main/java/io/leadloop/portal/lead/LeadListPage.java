package io.leadloop.portal.lead;

import io.leadloop.http.Page;
import io.leadloop.intake.LeadView;
import io.leadloop.page.FilteredPages.Refused;
import io.leadloop.page.PageContext;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/**
 * The provider's leads, newest first.
 *
 * @param refused why the search is refused; empty if it is not
 */
@CheckedTemplate(basePath = "portal", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record LeadListPage(
    PageContext page, LeadSearch search, Page<LeadView> leads, List<Refused> refused)
    implements TemplateInstance {}
