package io.leadloop.console;

import io.leadloop.page.PageContext;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/** This replica: its version, its runtime, and its settings. */
@CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record AboutPage(PageContext page, String version, String java, List<Setting> settings)
    implements TemplateInstance {
  /**
   * @param value masked if it is secret
   */
  record Setting(String name, String value) {}
}
