package io.leadloop.portal;

import io.leadloop.page.PageContext;
import io.leadloop.portal.session.PortalSession;
import io.leadloop.provider.ProviderKey;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/** The provider's keys, without their secrets, and the browsers that are signed in. */
@CheckedTemplate(basePath = "portal", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record KeysPage(
    PageContext page, List<ProviderKey> keys, List<PortalSession> sessions, boolean isDone)
    implements TemplateInstance {}
