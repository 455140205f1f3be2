package io.leadloop.console.provider;

import io.leadloop.http.Page;
import io.leadloop.page.PageContext;
import io.leadloop.push.endpoint.EndpointLine;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The endpoints of all providers. */
@CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record PushPage(PageContext page, Page<EndpointLine> endpoints, boolean isFirst)
    implements TemplateInstance {}
