package io.leadloop.console.lead;

import io.leadloop.page.PageContext;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/**
 * One lead, without its content.
 *
 * @param isNewest whether the newest part of its history is shown
 * @param notice what was just done; null for nothing
 */
@CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record LeadPage(PageContext page, WatchedLead watched, boolean isNewest, LeadNotice notice)
    implements TemplateInstance {}
