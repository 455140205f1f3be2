package io.leadloop.console.provider;

import io.leadloop.admin.provider.ProviderDetail;
import io.leadloop.page.PageContext;
import io.leadloop.push.request.EndpointView;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/** One provider: its keys, grants, topic and endpoints. */
@CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record ProviderPage(
    PageContext page, ProviderDetail provider, List<EndpointView> endpoints, boolean isDone)
    implements TemplateInstance {}
