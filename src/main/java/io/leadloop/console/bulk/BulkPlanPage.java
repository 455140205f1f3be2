package io.leadloop.console.bulk;

import io.leadloop.bulk.BulkPlan;
import io.leadloop.console.lead.LeadSearch;
import io.leadloop.page.PageContext;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** What an operation would do, and the button that starts it. */
@CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record BulkPlanPage(PageContext page, BulkPlan plan, LeadSearch search)
    implements TemplateInstance {}
