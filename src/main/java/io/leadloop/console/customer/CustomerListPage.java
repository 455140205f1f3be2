package io.leadloop.console.customer;

import io.leadloop.admin.customer.CustomerView;
import io.leadloop.http.Page;
import io.leadloop.page.PageContext;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** Customers by slug, with their lanes. */
@CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record CustomerListPage(
    PageContext page, Page<CustomerView> customers, boolean isFirst, boolean isArchived)
    implements TemplateInstance {}
