package io.leadloop.portal.lead;

import io.leadloop.page.PageContext;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/**
 * Compares the provider's list with the gateway's leads.
 *
 * @param result null before a comparison
 * @param problem why there was none; null for none
 */
@CheckedTemplate(basePath = "portal", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record ReconcilePage(PageContext page, PastedList given, Comparison result, String problem)
    implements TemplateInstance {}
