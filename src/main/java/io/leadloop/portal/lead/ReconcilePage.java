package io.leadloop.portal.lead;

import io.leadloop.oplead.status.StatusCode;
import io.leadloop.page.PageContext;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/**
 * Compares the provider's list with the gateway's leads.
 *
 * @param result null before a comparison
 * @param problems why there was none; empty for none
 * @param codes what a status in the list can be
 */
@CheckedTemplate(basePath = "portal", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record ReconcilePage(
    PageContext page,
    PastedList given,
    Comparison result,
    List<ListProblem> problems,
    List<StatusCode> codes)
    implements TemplateInstance {}
