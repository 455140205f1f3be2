package io.leadloop.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.leadloop.session.SignInLinks;
import io.leadloop.testing.ConsoleClient;
import io.leadloop.testing.GatewayTest;
import io.leadloop.vault.ApiKey;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The console in a browser: signing in, each page in each language and theme, and its script. */
@GatewayTest
class ConsoleBrowserTest {
  private static final Path SCREENSHOTS = Path.of("target/screenshots");

  @Inject ConsoleClient console;
  @Inject ConsoleScene scenes;
  @Inject SignInLinks links;

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
  void eachPageIsAccessibleInEachLanguageAndTheme() {
    Map<String, Object> violations = new TreeMap<>();
    try (ConsoleScene.Scene scene = scenes.build()) {
      for (String language : List.of("en", "fr")) {
        for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
          Page page = open(language, theme);
          String variant = language + "-" + theme.name().toLowerCase(java.util.Locale.ROOT);
          look(page, "/console/sign-in", "sign-in", variant, violations);
          signIn(page);
          scene.pages().forEach((name, path) -> look(page, path, name, variant, violations));
          page.context().close();
        }
      }
    }
    assertThat(violations).isEmpty();
    assertThat(complaints).isEmpty();
  }

  private void look(
      Page page, String path, String name, String variant, Map<String, Object> violations) {
    page.navigate(gateway.resolve(path).toString());
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(SCREENSHOTS.resolve(name + "-" + variant + ".png")));
    // No page has frames, so axe needs no page of its own to put their results together.
    var found = new AxeBuilder(page).setLegacyMode(true).analyze().getViolations();
    if (!found.isEmpty()) {
      violations.put(
          name + " " + variant,
          found.stream()
              .map(
                  rule ->
                      rule.getId()
                          + " "
                          + rule.getNodes().stream().map(node -> node.getHtml()).limit(3).toList())
              .toList());
    }
  }

  @Test
  void aOneTimeLinkSignsInByItsButton() throws Throwable {
    ApiKey key = console.key("Jeanne");
    String token = VertxContextSupport.subscribeAndAwait(() -> links.issue(key)).reveal();
    Page page = open("en", ColorScheme.LIGHT);
    page.navigate(gateway.resolve("/console/sign-in#" + token).toString());
    assertThat(page.url()).doesNotContain(token);
    page.click("#link button");
    assertThat(page.url()).endsWith("/console");
    assertThat(page.title()).isEqualTo("Overview · Leadloop");
    assertThat(complaints).isEmpty();
  }

  @Test
  void theSwitchesKeepThePageAndLast() {
    Page page = open("en", ColorScheme.LIGHT);
    signIn(page);
    page.navigate(gateway.resolve("/console/leads?state=held").toString());
    page.click("button[name=language]");
    assertThat(page.url()).endsWith("/console/leads?state=held");
    assertThat(page.getAttribute("html", "lang")).isEqualTo("fr");
    page.click("button[name=theme]");
    page.click("button[name=theme]");
    page.navigate(gateway.resolve("/console/about").toString());
    assertThat(page.getAttribute("html", "data-theme")).isEqualTo("dark");
    assertThat(page.getAttribute("html", "lang")).isEqualTo("fr");
    assertThat(complaints).isEmpty();
  }

  @Test
  void theOverviewUpdatesItself() {
    Page page = open("en", ColorScheme.LIGHT);
    signIn(page);
    String slug;
    try (ConsoleScene.Scene scene = scenes.build()) {
      slug = scene.customer();
    }
    page.waitForSelector("#live a[href$='" + slug + "']");
    assertThat(complaints).isEmpty();
  }

  @Test
  void aPausedCustomerIsResumedFromTheOverview() {
    try (ConsoleScene.Scene scene = scenes.build()) {
      Page page = open("en", ColorScheme.LIGHT);
      signIn(page);
      String path = "/console/customers/" + scene.customer();
      page.navigate(gateway.resolve(path).toString());
      page.onDialog(dialog -> dialog.accept());
      page.click("button.danger");
      assertThat(page.textContent(".notice")).contains("Done.");
      page.navigate(gateway.resolve("/console").toString());
      page.click("form[action$='" + scene.customer() + "/resume'] button");
      assertThat(page.url()).endsWith(path + "?done=1");
      assertThat(page.textContent("h1")).isEqualTo("Cuisines Durand");
    }
    assertThat(complaints).isEmpty();
  }

  /** A page whose complaints, of the console or about the security policy, are kept. */
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

  private void signIn(Page page) {
    page.navigate(gateway.resolve("/").toString());
    page.fill("#administrator-key", console.key("Marie").reveal());
    page.click("#key button");
    page.waitForURL("**/console");
  }
}
