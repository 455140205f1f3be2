package io.leadloop.console;

import io.leadloop.page.PageContext;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/**
 * Where administrators sign in.
 *
 * @param refused why they were not; null before the first try
 */
@CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record SignInPage(PageContext page, String refused) implements TemplateInstance {}
