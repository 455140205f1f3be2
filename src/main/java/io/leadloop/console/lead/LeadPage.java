package io.leadloop.console.lead;

import io.leadloop.admin.AdminLead;
import io.leadloop.admin.lead.Timeline;
import io.leadloop.page.PageContext;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.Optional;

/**
 * One lead, without its content.
 *
 * @param timeline a part of what happened to it, and what it waits for
 * @param lines the entries of that part
 * @param isNewest whether that part is the newest
 * @param notice what was just done; null for nothing
 */
@CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record LeadPage(
    PageContext page,
    AdminLead lead,
    Timeline timeline,
    List<TimelineLine> lines,
    boolean isNewest,
    LeadChoices choices,
    LeadNotice notice)
    implements TemplateInstance {

  static LeadPage of(
      PageContext page,
      AdminLead lead,
      Timeline timeline,
      boolean isNewest,
      Optional<LeadNotice> notice) {
    List<TimelineLine> lines = timeline.items().stream().map(TimelineLine::of).toList();
    return new LeadPage(
        page, lead, timeline, lines, isNewest, LeadChoices.of(lead, lines), notice.orElse(null));
  }
}
