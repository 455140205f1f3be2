package io.leadloop.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.leadloop.console.Browser;
import io.leadloop.testing.ConsoleClient;
import io.leadloop.testing.GatewayTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Problems and the API reference in a browser. */
@GatewayTest
class PublicPagesBrowserTest {
  private static final List<String> PAGES =
      List.of(
          "/problems",
          "/problems/invalid-lead",
          "/problems/nothing-like-that",
          "/reference",
          "/reference/providers",
          "/reference/oplead",
          "/reference/administrators",
          "/reference/everybody",
          "/reference/objects");
  private static final int NARROW = 390;
  private static final int WIDE = 1280;

  @Inject ConsoleClient console;

  @ConfigProperty(name = "leadloop.public-url")
  URI gateway;

  private final List<String> complaints = new ArrayList<>();
  private Browser browser;

  @BeforeEach
  void start() {
    Optional<Browser> started = Browser.start();
    assumeTrue(started.isPresent(), Browser.MISSING);
    browser = started.orElseThrow();
  }

  @AfterEach
  void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void eachPageIsAccessibleInEachLanguageAndInEachTheme() {
    Map<String, Object> violations = new TreeMap<>();
    Map.of("en", ColorScheme.LIGHT, "fr", ColorScheme.DARK)
        .forEach(
            (language, theme) -> {
              Page page = open(language, theme);
              PAGES.forEach(path -> look(page, path, language, violations));
              page.context().close();
            });
    assertThat(violations).isEmpty();
    assertThat(complaints).isEmpty();
  }

  private void look(Page page, String path, String language, Map<String, Object> violations) {
    go(page, path);
    var found = new AxeBuilder(page).analyze().getViolations();
    if (!found.isEmpty()) {
      violations.put(
          path + " " + language,
          found.stream().map(rule -> rule.getId() + " " + nodes(rule.getNodes())).toList());
    }
  }

  private static List<String> nodes(List<com.deque.html.axecore.results.CheckedNode> nodes) {
    return nodes.stream().map(node -> node.getHtml()).limit(3).toList();
  }

  @Test
  void noPageIsWiderThanItsWindow() {
    Page page = open("fr", ColorScheme.LIGHT);
    for (int width : List.of(NARROW, WIDE)) {
      page.setViewportSize(width, 800);
      for (String path : PAGES) {
        go(page, path);
        assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
            .as(path)
            .isLessThanOrEqualTo(width);
      }
    }
  }

  @Test
  void aLanguageIsChosenByALinkAndKept() {
    Page page = open("en", ColorScheme.LIGHT);
    go(page, "/problems/too-late");
    page.click("text=Français");
    assertThat(page.getAttribute("html", "lang")).isEqualTo("fr");
    assertThat(page.textContent("h1")).isEqualTo("Le lead arriverait trop tard");
    page.click("nav >> text=Référence de l’API");
    assertThat(page.getAttribute("html", "lang")).isEqualTo("fr");
    page.click("a[href$='#put-v1-leads-id-status']");
    assertThat(page.url()).endsWith("/reference/providers?language=fr#put-v1-leads-id-status");
    assertThat(page.getAttribute("html", "lang")).isEqualTo("fr");
    assertThat(page.context().cookies()).isEmpty();
    assertThat(complaints).isEmpty();
  }

  @Test
  void aProblemOfTheConsoleIsExplainedByALink() {
    Page page = open("fr", ColorScheme.LIGHT);
    go(page, "/console/sign-in");
    page.fill("#administrator-key", console.key("Marie").reveal());
    page.click("#key button");
    page.waitForURL("**/console");
    go(page, "/console/providers/nobody-here");
    assertThat(page.textContent("h1")).contains("Il n’y a rien ici");
    page.click("text=Ce que cela signifie");
    assertThat(page.url()).endsWith("/problems/not-found");
    assertThat(page.textContent("h1")).isEqualTo("Il n’y a rien ici");
    go(page, "/console/about");
    page.click("footer >> text=Référence de l’API");
    assertThat(page.textContent("h1")).isEqualTo("Référence de l’API");
    assertThat(complaints).isEmpty();
  }

  private void go(Page page, String path) {
    page.navigate(gateway.resolve(path).toString());
  }

  /** A page whose complaints, of the browser's log or about the security policy, are kept. */
  private Page open(String language, ColorScheme theme) {
    BrowserContext context = browser.context(language, theme);
    Page page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (!message.text().contains("404 (Not Found)")) {
            complaints.add(page.url() + ": " + message.text());
          }
        });
    page.onPageError(error -> complaints.add(page.url() + ": " + error));
    return page;
  }
}
