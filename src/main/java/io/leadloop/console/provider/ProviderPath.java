package io.leadloop.console.provider;

import io.leadloop.console.form.Form;
import io.leadloop.console.form.FormDefinition;
import io.leadloop.http.PathPatterns;

/** The addresses of one provider's pages. */
final class ProviderPath {
  /** Of its resources. */
  static final String PROVIDER = "/console/providers/{provider:" + PathPatterns.SLUG + "}";

  private ProviderPath() {}

  /** By its path from the gateway's root, as links have it. */
  static String of(String slug) {
    return "console/providers/" + slug;
  }

  /** Its page after a change. */
  static String done(String slug) {
    return of(slug) + "?done=1";
  }

  /** A form that leads back to its page. */
  static Form form(FormDefinition definition, String slug, String action) {
    return Form.of(definition, slug, of(slug), of(slug) + action);
  }
}
