package io.leadloop.console.access;

import io.leadloop.admin.access.AdministratorKeyView;
import io.leadloop.http.Page;
import io.leadloop.page.PageContext;
import io.leadloop.session.Session;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/**
 * The administrators' keys, and the browsers that are signed in.
 *
 * @param isFirst whether the sessions are the newest ones
 */
@CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record AccessPage(
    PageContext page,
    List<AdministratorKeyView> keys,
    Page<Session> sessions,
    boolean isFirst,
    boolean isDone)
    implements TemplateInstance {}
