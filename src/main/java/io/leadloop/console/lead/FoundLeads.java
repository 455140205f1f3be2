package io.leadloop.console.lead;

import io.leadloop.admin.AdminLead;
import io.leadloop.http.Page;
import io.leadloop.lead.LeadId;
import java.util.List;
import java.util.Map;

/**
 * Leads that match a search.
 *
 * @param answers Oplead's last error responses, masked, as far as they can be
 */
public record FoundLeads(Page<AdminLead> leads, Map<LeadId, String> answers) {
  static final FoundLeads NONE = new FoundLeads(new Page<>(List.of(), null), Map.of());

  private static final int LONGEST = 200;

  /** The start of Oplead's answer without its HTTP status; null without an answer. */
  public String answer(AdminLead lead) {
    String text = answers.getOrDefault(lead.id(), "").replaceFirst("^HTTP \\d+ ?", "");
    if (text.isEmpty() || lead.lastError() == null) {
      return null;
    }
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }
}
