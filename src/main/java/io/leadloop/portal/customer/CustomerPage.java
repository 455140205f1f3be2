package io.leadloop.portal.customer;

import io.leadloop.admin.customer.CustomerView;
import io.leadloop.page.PageContext;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/**
 * A customer's own lane.
 *
 * @param senders who may send to it, and the outcomes of their leads
 * @param isDone whether the token was just replaced
 * @param problem why it was not; null for none
 */
@CheckedTemplate(basePath = "portal", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record CustomerPage(
    PageContext page, CustomerView customer, List<Sender> senders, boolean isDone, String problem)
    implements TemplateInstance {}
