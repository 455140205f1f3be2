package io.leadloop.testing.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at pages as they are loaded: on a screen in light colours, then on a phone in dark ones.
 * Axe finds nothing, nothing is wider than the window, and screenshots are kept. Neither a theme
 * nor a width changes more of a page than its style, so one load serves both.
 */
public final class PageReview {
  /** The languages that each page has to be looked at in. */
  public static final List<String> LANGUAGES = List.of("en", "fr");

  /** The width of a phone. */
  public static final int NARROW = 390;

  private static final Path SCREENSHOTS = Path.of("target/screenshots");

  private static final String HEIGHT = "document.documentElement.scrollHeight";

  /** Of a page that is this high in pixels, the screenshot is what the window shows. */
  private static final int TALL = 6_000;

  /** What a style can break. */
  private static final List<String> OF_STYLE =
      List.of("color-contrast", "link-in-text-block", "scrollable-region-focusable");

  /** What does not fit and is in no region that scrolls. */
  private static final String TOO_WIDE =
      "[...document.querySelectorAll('body *')]"
          + ".filter(e => e.getBoundingClientRect().right > innerWidth + .5"
          + " && !e.closest('.scroll, .hidden'))"
          + ".map(e => e.outerHTML.slice(0, 120))";

  private final List<String> findings = new ArrayList<>();

  /**
   * Looks at what the browser shows, and leaves it as wide and light as it was.
   *
   * @param name of its screenshots
   */
  public void look(Page page, String name) {
    lookOnce(page, name);
    var size = page.viewportSize();
    page.emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    page.setViewportSize(NARROW, size.height);
    look(page, name + "-dark", new AxeBuilder(page).withRules(OF_STYLE));
    page.setViewportSize(size.width, size.height);
    page.emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
  }

  /** The same as it is, without another theme and width. */
  public void lookOnce(Page page, String name) {
    look(page, name + "-light", new AxeBuilder(page));
  }

  private void look(Page page, String name, AxeBuilder axe) {
    boolean isShort = page.evaluate(HEIGHT) instanceof Number height && height.intValue() < TALL;
    page.screenshot(
        new ScreenshotOptions().setFullPage(isShort).setPath(SCREENSHOTS.resolve(name + ".png")));
    if (page.evaluate(TOO_WIDE) instanceof List<?> tooWide && !tooWide.isEmpty()) {
      findings.add(name + ": is too wide: " + tooWide);
    }
    // No page has frames, so axe needs no page of its own to put their results together.
    axe.setLegacyMode(true)
        .analyze()
        .getViolations()
        .forEach(rule -> findings.add(name + ": " + describe(rule)));
  }

  private static String describe(Rule rule) {
    return rule.getId()
        + " "
        + rule.getNodes().stream().map(node -> node.getHtml()).limit(3).toList();
  }

  /** Reports all findings together. */
  public void assertNothingFound() {
    assertThat(findings).as("findings on pages").isEmpty();
  }
}
