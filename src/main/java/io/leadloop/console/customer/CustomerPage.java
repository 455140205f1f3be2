package io.leadloop.console.customer;

import io.leadloop.admin.customer.GrantView;
import io.leadloop.admin.customer.SubscriptionView;
import io.leadloop.http.Page;
import io.leadloop.page.PageContext;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/**
 * One customer: its lane, its account at Oplead, its feedback, its subscriptions and who may send
 * to it.
 *
 * @param missing kinds that it has no subscription of
 * @param hasPortal whether the portal is served
 * @param done {@code verified} after a check of the token, anything after another change, or null
 */
@CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record CustomerPage(
    PageContext page,
    WatchedLane watched,
    List<SubscriptionView> subscriptions,
    List<String> missing,
    Page<GrantView> grants,
    boolean hasPortal,
    String done)
    implements TemplateInstance {}
