package io.leadloop.console.lead;

import io.leadloop.admin.AdminLead;
import io.leadloop.http.Page;
import io.leadloop.page.PageContext;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** Leads that match a search, newest first. */
@CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record LeadListPage(PageContext page, LeadSearch search, Page<AdminLead> leads)
    implements TemplateInstance {}
