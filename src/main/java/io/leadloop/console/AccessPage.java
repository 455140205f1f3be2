package io.leadloop.console;

import io.leadloop.admin.KeyView;
import io.leadloop.page.PageContext;
import io.leadloop.session.Session;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/** The administrators' keys, and the browsers that are signed in. */
@CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record AccessPage(PageContext page, List<KeyView> keys, List<Session> sessions, boolean isDone)
    implements TemplateInstance {}
