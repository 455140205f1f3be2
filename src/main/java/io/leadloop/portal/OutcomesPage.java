package io.leadloop.portal;

import io.leadloop.page.PageContext;
import io.leadloop.tally.TallyLine;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/**
 * What became of the provider's leads.
 *
 * @param days the length of the period that ends now
 * @param lines one per customer
 * @param isTooMany whether there are more than the page can show, so that it has none
 */
@CheckedTemplate(basePath = "portal", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record OutcomesPage(PageContext page, int days, List<TallyLine> lines, boolean isTooMany)
    implements TemplateInstance {}
