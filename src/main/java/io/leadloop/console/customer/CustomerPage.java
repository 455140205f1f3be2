package io.leadloop.console.customer;

import io.leadloop.admin.customer.CustomerView;
import io.leadloop.admin.customer.SubscriptionView;
import io.leadloop.page.PageContext;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/** One customer: its lane, its account at Oplead, its feedback and its subscriptions. */
@CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record CustomerPage(
    PageContext page, CustomerView customer, List<SubscriptionView> subscriptions, boolean isDone)
    implements TemplateInstance {}
