package io.leadloop.portal.lead;

import io.leadloop.http.Page;
import io.leadloop.intake.LeadView;
import io.leadloop.page.PageContext;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The provider's leads, newest first. */
@CheckedTemplate(basePath = "portal", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record LeadListPage(PageContext page, LeadSearch search, Page<LeadView> leads)
    implements TemplateInstance {}
