package io.leadloop.page.reference;

import io.leadloop.page.PageContext;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/** All calls, by who makes them. */
@CheckedTemplate(basePath = "reference", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record ReferencePage(PageContext page, List<Section> sections) implements TemplateInstance {
  /** The calls of one audience. */
  record Section(Audience audience, List<ApiOperation> operations) {}
}
