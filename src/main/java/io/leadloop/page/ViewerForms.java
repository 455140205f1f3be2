package io.leadloop.page;

import io.quarkus.qute.EngineConfiguration;
import io.quarkus.qute.ParserHelper;
import io.quarkus.qute.ParserHook;
import java.util.regex.Pattern;

/**
 * Leaves every form that changes something out of the console's pages for who may only read, so
 * that no template has to: a form that is posted is read as if it stood in {@code {#if
 * page.mayChange}}. A resource refuses by its roles what they post nevertheless.
 */
@EngineConfiguration
public class ViewerForms implements ParserHook {
  private static final String CONSOLE = "console/";
  private static final Pattern POSTED =
      Pattern.compile("(?s)<form\\b[^>]*\\bmethod=\"post\".*?</form>");

  @Override
  public void beforeParsing(ParserHelper template) {
    if (template.getTemplateId().startsWith(CONSOLE)) {
      template.addContentFilter(ViewerForms::guarded);
    }
  }

  static String guarded(String template) {
    return POSTED.matcher(template).replaceAll("{#if page.mayChange}$0{/if}");
  }
}
