package io.leadloop.console.endpoint;

import io.leadloop.console.form.Form;
import io.leadloop.console.form.FormDefinition;
import io.leadloop.http.PathPatterns;

/** The addresses of one endpoint's pages. */
final class EndpointPath {
  /** Of the resources of a provider's endpoints. */
  static final String ENDPOINTS =
      "/console/providers/{provider:" + PathPatterns.SLUG + "}/endpoints";

  /** Of the resources of one. */
  static final String ENDPOINT = ENDPOINTS + "/{endpoint:" + PathPatterns.UUID + "}";

  private EndpointPath() {}

  /** By its path from the gateway's root, as links have it. */
  static String of(String provider, String id) {
    return "console/providers/" + provider + "/endpoints/" + id;
  }

  /** A form that leads back to its page. */
  static Form form(FormDefinition definition, String provider, String id, String action) {
    String page = of(provider, id);
    return Form.of(definition, provider + " · " + id, page, page + action);
  }
}
