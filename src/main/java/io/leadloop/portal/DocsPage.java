package io.leadloop.portal;

import io.leadloop.admin.provider.CertificationStep;
import io.leadloop.api.ProviderView;
import io.leadloop.page.PageContext;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/**
 * The provider's own documents, and a test lead.
 *
 * @param sample a command that posts a lead
 * @param consumer the settings of a consumer of its topic
 * @param types of events
 * @param customer that the test lead was sent to; null before
 * @param steps of the test lead; null before
 * @param problem why there was no test; null for none
 */
@CheckedTemplate(basePath = "portal", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record DocsPage(
    PageContext page,
    ProviderView me,
    String sample,
    String consumer,
    List<String> types,
    String customer,
    List<CertificationStep> steps,
    String problem)
    implements TemplateInstance {}
