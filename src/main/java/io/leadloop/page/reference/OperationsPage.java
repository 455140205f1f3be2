package io.leadloop.page.reference;

import io.leadloop.page.PageContext;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/** The calls of one audience, each with all that the document has of it. */
@CheckedTemplate(basePath = "reference", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record OperationsPage(PageContext page, Audience audience, List<ApiOperation> operations)
    implements TemplateInstance {}
