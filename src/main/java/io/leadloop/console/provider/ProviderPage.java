package io.leadloop.console.provider;

import io.leadloop.admin.provider.FormView;
import io.leadloop.admin.provider.ProviderDetail;
import io.leadloop.http.Page;
import io.leadloop.page.PageContext;
import io.leadloop.push.request.EndpointView;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/**
 * One provider: its keys, grants, forms, topic and endpoints.
 *
 * @param grants a page of the slugs of its customers
 * @param lag events on its topic that its consumers have not committed; null if that is not known
 * @param hasPortal whether the portal is served
 */
@CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record ProviderPage(
    PageContext page,
    ProviderDetail provider,
    Page<String> grants,
    List<EndpointView> endpoints,
    List<FormView> forms,
    Long lag,
    boolean hasPortal,
    boolean isDone)
    implements TemplateInstance {}
