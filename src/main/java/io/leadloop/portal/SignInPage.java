package io.leadloop.portal;

import io.leadloop.page.PageContext;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/**
 * Where providers sign in.
 *
 * @param refused the slug of the error code of a sign-in that failed; null at first
 */
@CheckedTemplate(basePath = "portal", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record SignInPage(PageContext page, String refused) implements TemplateInstance {}
