package io.leadloop.page.reference;

import io.leadloop.page.PageContext;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/** The objects that calls accept and answer with. */
@CheckedTemplate(basePath = "reference", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record ObjectsPage(PageContext page, List<ApiSchema> schemas) implements TemplateInstance {}
