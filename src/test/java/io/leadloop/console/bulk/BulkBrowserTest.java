package io.leadloop.console.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.leadloop.bulk.BulkScene;
import io.leadloop.console.Browser;
import io.leadloop.testing.ConsoleClient;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The list of leads and bulk operations in a browser. */
@GatewayTest
class BulkBrowserTest {
  private static final Path SCREENSHOTS = Path.of("target/screenshots");
  private static final int WIDE = 1280;
  private static final int NARROW = 390;

  @Inject ConsoleClient console;
  @Inject BulkScene scene;

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
  void allLeadsOfAFilterAreSentAgain() {
    Onboarding.Pair pair = scene.pair();
    scene.add(pair, 450, "rejected");
    Page page = open("en", ColorScheme.LIGHT);
    page.navigate(address("/console/leads"));
    page.fill("#customer", pair.customer().slug());
    page.selectOption("#state", "rejected");
    page.click(".filters button");
    assertThat(page.url()).contains("state=rejected", "customer=" + pair.customer().slug());
    check(page, "leads-rejected");
    page.click("a[href*='action=retry']");
    assertThat(page.textContent(".figures")).contains("450");
    check(page, "bulk-plan");
    page.click("button.primary");
    page.waitForURL("**/console/leads/bulk/*");
    check(page, "bulk-running");
    page.waitForSelector("#live .state.good");
    assertThat(page.textContent("#live")).contains("100 %", "450", "(Marie)");
    assertThat(page.querySelector("#live button")).isNull();
    check(page, "bulk-done");
    assertThat(complaints).isEmpty();
  }

  @Test
  void thePagesAreAccessibleInFrenchAndDark() {
    Onboarding.Pair pair = scene.pair();
    scene.add(pair, 3, "held");
    scene.add(pair, 2, "expired");
    Page page = open("fr", ColorScheme.DARK);
    String query = "customer=" + pair.customer().slug();
    page.navigate(address("/console/leads?" + query));
    check(page, "leads-fr-dark");
    page.navigate(address("/console/leads/bulk/new?action=retry&" + query));
    check(page, "bulk-plan-fr-dark");
    page.navigate(address("/console/leads/bulk/new?action=release&" + query));
    check(page, "bulk-nothing-fr-dark");
    page.navigate(address("/console/leads/bulk"));
    check(page, "bulk-list-fr-dark");
    assertThat(complaints).isEmpty();
  }

  /** Axe finds nothing, and the page is no wider than the screen. */
  private static void check(Page page, String name) {
    for (int width : new int[] {WIDE, NARROW}) {
      page.setViewportSize(width, 850);
      page.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(SCREENSHOTS.resolve(name + "-" + width + ".png")));
      assertThat(page.evaluate("document.documentElement.scrollWidth"))
          .as("%s at %d", name, width)
          .isEqualTo(width);
      assertThat(new AxeBuilder(page).analyze().getViolations())
          .extracting(rule -> rule.getId() + " " + rule.getNodes().get(0).getHtml())
          .as("%s at %d", name, width)
          .isEmpty();
    }
    page.setViewportSize(WIDE, 850);
  }

  private Page open(String language, ColorScheme theme) {
    Page page = browser.context(language, theme).newPage();
    page.onConsoleMessage(message -> complaints.add(page.url() + ": " + message.text()));
    page.onPageError(error -> complaints.add(page.url() + ": " + error));
    page.navigate(address("/"));
    page.fill("#administrator-key", console.key("Marie").reveal());
    page.click("#key button");
    page.waitForURL("**/console");
    return page;
  }

  private String address(String path) {
    return gateway.resolve(path).toString();
  }
}
