package io.leadloop.console.lead;

import io.leadloop.admin.AdminLead;
import io.leadloop.page.PageContext;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/**
 * One lead, without its content.
 *
 * @param history its events, newest first
 * @param isRetryable whether an administrator can send it again
 */
@CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record LeadPage(
    PageContext page,
    AdminLead lead,
    List<TimelineEntry> history,
    boolean isRetryable,
    boolean isDone)
    implements TemplateInstance {
  static LeadPage of(
      PageContext page, AdminLead lead, List<TimelineEntry> history, boolean isDone) {
    return new LeadPage(page, lead, history, isRetryable(lead), isDone);
  }

  private static boolean isRetryable(AdminLead lead) {
    return lead.erasedAt() == null
        && switch (lead.state()) {
          case REJECTED, EXPIRED, HELD, UNCERTAIN -> true;
          case QUEUED, FORWARDING, FORWARDED -> false;
        };
  }
}
