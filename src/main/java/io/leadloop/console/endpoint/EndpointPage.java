package io.leadloop.console.endpoint;

import io.leadloop.http.Page;
import io.leadloop.page.FilteredPages.Refused;
import io.leadloop.page.PageContext;
import io.leadloop.push.request.DeliveryView;
import io.leadloop.push.request.EndpointView;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/**
 * One endpoint with its latest deliveries.
 *
 * @param slug its provider's
 * @param refused why the filter is refused; empty if it is not
 */
@CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record EndpointPage(
    PageContext page,
    String slug,
    EndpointView endpoint,
    Page<DeliveryView> deliveries,
    DeliveryFilter filter,
    boolean isDone,
    List<Refused> refused)
    implements TemplateInstance {}
