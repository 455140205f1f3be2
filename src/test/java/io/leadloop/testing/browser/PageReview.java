package io.leadloop.testing.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks at pages as they are loaded: on a screen in light colours, then on a phone in dark ones.
 * Axe finds nothing, and nothing is wider than the window. Neither a theme nor a width changes more
 * of a page than its style, and a translation changes only its texts, so axe applies all its rules
 * to one form of a page and to the others those that they can break. The screenshots of a page with
 * findings are kept, and those of all pages with {@code -Dscreenshots}.
 */
public final class PageReview {
  /** The languages that each page has to be looked at in; the first is that of the markup. */
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

  /** What a translation can break: the language, and texts that are missing or repeated. */
  private static final List<String> OF_TEXTS =
      List.of(
          "aria-command-name",
          "aria-input-field-name",
          "button-name",
          "document-title",
          "empty-heading",
          "empty-table-header",
          "html-has-lang",
          "html-lang-valid",
          "image-alt",
          "label",
          "landmark-unique",
          "link-name",
          "select-name",
          "summary-name",
          "valid-lang");

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
    look(page, name + "-light", Optional.of(Axe.withAllRules()));
    onAPhone(page, () -> look(page, name + "-dark", Optional.of(Axe.withRules(OF_STYLE))));
  }

  /**
   * Looks at a page in each of the languages in turn.
   *
   * @param name of its screenshots, without the language
   * @param language the one that the page is in
   */
  public void look(Page page, String name, String language) {
    if (language.equals(LANGUAGES.get(0))) {
      look(page, name + "-" + language);
    } else {
      look(page, name + "-" + language + "-light", Optional.of(Axe.withRules(OF_TEXTS)));
      onAPhone(page, () -> look(page, name + "-" + language + "-dark", Optional.empty()));
    }
  }

  /**
   * Looks at a long page of styles that shorter ones show, as it is: colours take axe the longest.
   */
  public void lookButForStyle(Page page, String name) {
    look(page, name, Optional.of(Axe.withoutRules(OF_STYLE)));
  }

  private static void onAPhone(Page page, Runnable look) {
    var size = page.viewportSize();
    page.emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    page.setViewportSize(NARROW, size.height);
    look.run();
    page.setViewportSize(size.width, size.height);
    page.emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
  }

  private void look(Page page, String name, Optional<Axe> axe) {
    int before = findings.size();
    if (page.evaluate(TOO_WIDE) instanceof List<?> tooWide && !tooWide.isEmpty()) {
      findings.add(name + ": is too wide: " + tooWide);
    }
    axe.ifPresent(
        rules -> rules.violations(page).forEach(rule -> findings.add(name + ": " + rule)));
    if (findings.size() > before || Boolean.getBoolean("screenshots")) {
      keep(page, name);
    }
  }

  private static void keep(Page page, String name) {
    boolean isShort = page.evaluate(HEIGHT) instanceof Number height && height.intValue() < TALL;
    page.screenshot(
        new ScreenshotOptions().setFullPage(isShort).setPath(SCREENSHOTS.resolve(name + ".png")));
  }

  /** Reports all findings together. */
  public void assertNothingFound() {
    assertThat(findings).as("findings on pages").isEmpty();
  }
}
