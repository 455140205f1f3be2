package io.leadloop.portal.connection;

import io.leadloop.api.ProviderView;
import io.leadloop.page.PageContext;
import io.leadloop.push.request.EndpointView;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/**
 * How the provider receives its events.
 *
 * @param gateway the gateway's public address
 * @param given the address of an endpoint that was not registered, or empty
 * @param problem why it was not; null for none
 * @param isDone whether an endpoint was removed just now
 */
@CheckedTemplate(basePath = "portal", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record ConnectionsPage(
    PageContext page,
    ProviderView me,
    String gateway,
    List<EndpointView> endpoints,
    String given,
    String problem,
    boolean isDone)
    implements TemplateInstance {}
