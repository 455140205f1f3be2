package io.leadloop.page.template;

import io.quarkus.qute.EngineConfiguration;
import io.quarkus.qute.ParserHelper;
import io.quarkus.qute.ParserHook;
import java.util.regex.Pattern;

/**
 * Leaves what leads to a change out of the console's pages for who may only read, so that no
 * template has to: a form that is posted, details that hold one, and a link with {@code rel="edit"}
 * are read as if they stood in {@code {#if page.mayChange}}. A resource refuses by its roles what
 * viewers post nevertheless, and {@link io.leadloop.page.Pages#form} the page of such a link.
 */
@EngineConfiguration
public class ViewerForms implements ParserHook {
  private static final String CONSOLE = "console/";
  private static final Pattern CHANGES =
      Pattern.compile(
          "(?s)<form\\b[^>]*\\bmethod=\"post\".*?</form>"
              + "|<details\\b(?:(?!</details>).)*?\\bmethod=\"post\".*?</details>"
              + "|<a rel=\"edit\".*?</a>");

  @Override
  public void beforeParsing(ParserHelper template) {
    if (template.getTemplateId().startsWith(CONSOLE)) {
      template.addContentFilter(ViewerForms::guarded);
    }
  }

  static String guarded(String template) {
    return CHANGES.matcher(template).replaceAll("{#if page.mayChange}$0{/if}");
  }
}
