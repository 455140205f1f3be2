package io.leadloop.portal.lead;

import io.leadloop.intake.LaneView;
import io.leadloop.intake.LeadView;
import io.leadloop.page.PageContext;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/**
 * One of the provider's leads, without its content.
 *
 * @param place where it waits; null where it does not
 * @param history its events, newest first
 */
@CheckedTemplate(basePath = "portal", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record LeadPage(PageContext page, LeadView lead, LaneView place, List<HistoryEntry> history)
    implements TemplateInstance {}
