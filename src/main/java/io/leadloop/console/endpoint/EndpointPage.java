package io.leadloop.console.endpoint;

import io.leadloop.http.Page;
import io.leadloop.page.PageContext;
import io.leadloop.push.request.DeliveryView;
import io.leadloop.push.request.EndpointView;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/**
 * One endpoint with its latest deliveries.
 *
 * @param slug its provider's
 */
@CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record EndpointPage(
    PageContext page,
    String slug,
    EndpointView endpoint,
    Page<DeliveryView> deliveries,
    DeliveryFilter filter,
    boolean isDone)
    implements TemplateInstance {}
