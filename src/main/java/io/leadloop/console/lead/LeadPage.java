package io.leadloop.console.lead;

import io.leadloop.admin.AdminLead;
import io.leadloop.lead.LeadState;
import io.leadloop.page.PageContext;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/**
 * One lead, without its content.
 *
 * @param history its events, newest first
 */
@CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record LeadPage(PageContext page, AdminLead lead, List<TimelineEntry> history, boolean isDone)
    implements TemplateInstance {
  /** Whether an administrator can send it again. */
  boolean isRetryable() {
    return lead.erasedAt() == null
        && switch (lead.state()) {
          case REJECTED, EXPIRED, HELD, UNCERTAIN -> true;
          case QUEUED, FORWARDING, FORWARDED -> false;
        };
  }

  boolean isHeld() {
    return lead.state() == LeadState.HELD;
  }
}
