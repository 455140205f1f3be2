package io.leadloop.portal.connection;

import io.leadloop.http.Page;
import io.leadloop.page.PageContext;
import io.leadloop.push.request.EndpointView;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/**
 * One endpoint of the provider's and its deliveries.
 *
 * @param wanted the state of the deliveries that are shown; null for all
 * @param notice the result of what was just asked for; null for nothing
 * @param isOutdated whether the endpoint is as it was before that
 * @param since what was typed to send events again from, or empty
 */
@CheckedTemplate(basePath = "portal", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record EndpointPage(
    PageContext page,
    EndpointView endpoint,
    Page<DeliveryLine> deliveries,
    String wanted,
    Notice notice,
    boolean isOutdated,
    String since)
    implements TemplateInstance {

  /**
   * @param isBad whether it failed
   * @param word its message
   * @param details of the API
   */
  public record Notice(boolean isBad, String word, List<String> details) {
    static Notice done(String word, String... details) {
      return new Notice(false, word, List.of(details));
    }

    static Notice failed(String word, String detail) {
      return new Notice(true, word, List.of(detail));
    }
  }
}
