package io.leadloop.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.leadloop.console.Browser;
import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.LaneTester;
import io.leadloop.testing.Scenario;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The portal in a browser: each page in each language and theme, and its forms. */
@GatewayTest
class PortalBrowserTest {
  private static final Path SCREENSHOTS = Path.of("target/screenshots");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject LaneTester tester;

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
    try (Scenario scenario = tester.simulate(SimulatorSettings.defaults(), 100)) {
      String lead = scenario.submit("Martin", Map.of("reference", "\"LP-2026-000123\""));
      String endpoint =
          scenario
              .asProvider()
              .contentType(ContentType.JSON)
              .body(Map.of("url", "http://hooks.example.com:8080/leadloop"))
              .post("/v1/me/endpoints")
              .path("id");
      await().atMost(PATIENCE).until(() -> scenario.types(lead).size() > 1);
      Map<String, String> pages = new TreeMap<>();
      pages.put("home", "/portal");
      pages.put("leads", "/portal/leads");
      pages.put("leads-none", "/portal/leads?q=nothing-like-that");
      pages.put("lead", "/portal/leads/" + lead);
      pages.put("connections", "/portal/connections");
      pages.put("endpoint", "/portal/connections/" + endpoint);
      pages.put("reconcile", "/portal/reconcile");
      pages.put("keys", "/portal/keys");
      pages.put("docs", "/portal/docs");
      pages.put("problem", "/portal/nothing-here");
      for (String language : List.of("en", "fr")) {
        for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
          String variant = language + "-" + theme.name().toLowerCase(Locale.ROOT);
          Page page = open(language, theme);
          look(page, "/portal/sign-in", "sign-in", variant, violations);
          signIn(page, scenario);
          pages.forEach((name, path) -> look(page, path, name, variant, violations));
          page.context().close();
        }
      }
    }
    assertThat(violations).isEmpty();
    assertThat(complaints).isEmpty();
  }

  @Test
  void aListIsComparedByHand() {
    try (Scenario scenario = tester.simulate(SimulatorSettings.defaults(), 100)) {
      scenario.submit("Martin", Map.of("reference", "\"LP-1\""));
      Page page = open("en", ColorScheme.LIGHT);
      signIn(page, scenario);
      page.click("nav a[href$='portal/reconcile']");
      page.setInputFiles(
          "#file",
          new com.microsoft.playwright.options.FilePayload(
              "list.csv", "text/csv", "reference\nLP-1\nLP-2\n".getBytes()));
      page.waitForCondition(() -> page.inputValue("#list").contains("LP-2"));
      page.click("form[action$='portal/reconcile'] button.primary");
      assertThat(page.textContent("table")).contains("never received", "LP-2");
    }
    assertThat(complaints).isEmpty();
  }

  private void look(
      Page page, String path, String name, String variant, Map<String, Object> violations) {
    page.navigate(gateway.resolve(path).toString());
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(SCREENSHOTS.resolve("portal-" + name + "-" + variant + ".png")));
    var found = new AxeBuilder(page).analyze().getViolations();
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

  /** A page whose complaints, of the console or about the security policy, are kept. */
  private Page open(String language, ColorScheme theme) {
    Page page = browser.context(language, theme).newPage();
    page.onConsoleMessage(
        message -> {
          if (!message.text().contains("404 (Not Found)")) {
            complaints.add(page.url() + ": " + message.text());
          }
        });
    page.onPageError(error -> complaints.add(page.url() + ": " + error));
    return page;
  }

  private void signIn(Page page, Scenario scenario) {
    page.navigate(gateway.resolve("/portal").toString());
    page.fill("#provider-key", scenario.pair().key().reveal());
    page.click("#key button");
    page.waitForURL("**/portal");
  }
}
