package io.leadloop.console.provider;

import io.leadloop.admin.provider.ProviderDetail;
import io.leadloop.http.Page;
import io.leadloop.page.PageContext;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** Providers by slug. */
@CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record ProviderListPage(
    PageContext page, Page<ProviderDetail> providers, boolean isFirst, boolean isArchived)
    implements TemplateInstance {}
