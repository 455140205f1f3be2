package io.leadloop.console.access;

import io.leadloop.page.PageContext;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/**
 * Where administrators sign in.
 *
 * @param issuer the host of the issuer that they may sign in with; null for none
 * @param refused why they were not signed in; null before the first try
 * @param detail what the reason's sentence names, or empty
 */
@CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record SignInPage(PageContext page, String issuer, String refused, String detail)
    implements TemplateInstance {}
